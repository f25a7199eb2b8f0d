package org.guichet.integration.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;

/** The lanes of all connectors: one for each, so that none holds up another. */
final class Lanes {
  private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();
  private final Map<Integer, Instant> told = new HashMap<>();
  private final Connections connections;
  private final DeliveryAttempt attempt;
  private final Executor threads;
  private final Consumer<Completion> ended;

  Lanes(
      Connections connections,
      DeliveryAttempt attempt,
      Executor threads,
      Consumer<Completion> ended) {
    this.connections = connections;
    this.attempt = attempt;
    this.threads = threads;
    this.ended = ended;
  }

  /** Where a breaker stands now. */
  record Standing(int connectorId, Instant restsUntil, String reason) {}

  /** Opens and closes lanes as connectors come, change and go. */
  void follow() {
    Map<Integer, Connection> now =
        connections.all().stream()
            .collect(Collectors.toMap(c -> c.connector().id(), connection -> connection));
    now.forEach(
        (id, connection) -> lanes.computeIfAbsent(id, key -> lane(connection)).follow(connection));
    lanes.entrySet().removeIf(lane -> !now.containsKey(lane.getKey()) && lane.getValue().isIdle());
  }

  private Lane lane(Connection connection) {
    int id = connection.connector().id();
    return new Lane(
        connection,
        () -> connections.find(id).orElseGet(connection::removed),
        attempt,
        threads,
        ended);
  }

  /**
   * How many deliveries of each connector may be claimed; those that take none are left out. Nobody
   * gets any as long as all have enough: a claim costs the same for one delivery as for hundreds.
   */
  Map<Integer, Integer> budget(Instant now) {
    Map<Integer, Integer> budget = new HashMap<>();
    boolean isLow = false;
    for (Map.Entry<Integer, Lane> entry : lanes.entrySet()) {
      int room = entry.getValue().room(now);
      if (room > 0) {
        budget.put(entry.getKey(), room);
      }
      isLow |= entry.getValue().isLow(now);
    }
    if (isLow) {
      return budget;
    }
    lanes.values().forEach(Lane::expectMore);
    return Map.of();
  }

  /**
   * Takes what was claimed.
   *
   * @param budget what was asked for
   * @param safeUntil until when no other node can have it
   */
  void add(List<ClaimedDelivery> claimed, Map<Integer, Integer> budget, Instant safeUntil) {
    Map<Integer, List<ClaimedDelivery>> byConnector =
        claimed.stream().collect(Collectors.groupingBy(ClaimedDelivery::connectorId));
    budget.forEach(
        (connector, asked) ->
            lanes
                .get(connector)
                .add(byConnector.getOrDefault(connector, List.of()), asked, safeUntil));
  }

  /** The leases of these were prolonged. */
  void prolong(Set<Long> deliveries, Instant safeUntil) {
    lanes.values().forEach(lane -> lane.prolong(deliveries, safeUntil));
  }

  /** Whether a connector has little in store although the ledger may have more of it. */
  boolean wantsMore(int connector) {
    return lanes.get(connector).wantsMore();
  }

  /** What was claimed and must not be sent now. */
  List<ClaimedDelivery> unsent(Instant now) {
    return lanes.values().stream().flatMap(lane -> lane.unsent(now).stream()).toList();
  }

  /** Everything that was claimed and has not begun. */
  List<ClaimedDelivery> takeBack() {
    return lanes.values().stream().flatMap(lane -> lane.takeBack().stream()).toList();
  }

  List<ClaimedDelivery> held() {
    return lanes.values().stream().flatMap(lane -> lane.held().stream()).toList();
  }

  void guard(Instant now) {
    lanes.values().forEach(lane -> lane.guard(now));
  }

  boolean areIdle() {
    return lanes.values().stream().allMatch(Lane::isIdle);
  }

  /** When the first of those that rest may be tried. */
  Optional<Instant> nextTry(Instant now) {
    return lanes.values().stream()
        .map(lane -> lane.breaker().restsUntil())
        .filter(time -> time != null && time.isAfter(now))
        .min(Instant::compareTo);
  }

  /** What changed about the breakers since it was asked the last time. */
  List<Standing> news() {
    List<Standing> news = new ArrayList<>();
    lanes.forEach(
        (connector, lane) -> {
          Instant restsUntil = lane.breaker().restsUntil();
          if (!Objects.equals(restsUntil, told.get(connector))) {
            told.put(connector, restsUntil);
            news.add(new Standing(connector, restsUntil, lane.breaker().reason()));
          }
        });
    return news;
  }
}
