package org.guichet.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.Completion.Outcome;
import org.guichet.integration.Eventually;
import org.guichet.integration.connector.CamelRuntime;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.connector.ScriptedSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One connector's bulkhead, its concurrency four. */
class LaneTest {
  private static final int CONCURRENCY = 4;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Completion> ended = new ConcurrentLinkedQueue<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean ends = true;
  private Lane lane;

  @AfterEach
  void stop() {
    end.countDown();
    threads.shutdownNow();
  }

  private static List<ClaimedDelivery> deliveries(int count) {
    return LongStream.rangeClosed(1, count).mapToObj(Deliveries::due).toList();
  }

  private void open(Connection connection) {
    lane = new Lane(connection, () -> connection, new DeliveryAttempt(), threads, ended::add);
  }

  /** A Kamelet that waits for ever; whether it hears an interruption depends. */
  private Connection sleeper(boolean hears) {
    return ScriptedSystem.connection(
        true,
        (verb, body) -> {
          calls.incrementAndGet();
          while (ends) {
            try {
              end.await();
              break;
            } catch (InterruptedException e) {
              if (hears) {
                throw e;
              }
            }
          }
          return "{\"externalId\": \"1\"}";
        });
  }

  /** The lease holds for longer than a test may take. */
  private static Instant later() {
    return Instant.now().plus(Duration.ofHours(1));
  }

  private void guardLater(Duration later) {
    lane.guard(Instant.now().plus(later));
  }

  @Test
  void sendsNoMoreAtOnceThanItsConcurrencyAndAllInTheEnd() throws Exception {
    open(sleeper(true));
    lane.add(deliveries(10), 10, later());

    assertThat(Eventually.value(calls::get, count -> count == CONCURRENCY)).isEqualTo(CONCURRENCY);
    assertThat(lane.held()).hasSize(10);
    assertThat(lane.room(Instant.now())).isLessThanOrEqualTo(0);
    end.countDown();

    assertThat(Eventually.value(ended::size, count -> count == 10)).isEqualTo(10);
    assertThat(ended).allMatch(completion -> completion.outcome() == Outcome.CONFIRMED);
    assertThat(lane.held()).isEmpty();
  }

  @Test
  void aConnectorThatIsRemovedMeanwhileIsSaidToBeSo() throws Exception {
    Connection connection = sleeper(true);
    Connections gone =
        new Connections(null, (CamelRuntime) null) {
          @Override
          public List<Connection> all() {
            return List.of(connection);
          }

          @Override
          public Optional<Connection> find(int connectorId) {
            return Optional.empty();
          }
        };
    Lanes lanes = new Lanes(gone, new DeliveryAttempt(), threads, ended::add);
    lanes.follow();
    lanes.add(deliveries(1), Map.of(1, 1), later());

    assertThat(Eventually.value(ended::size, count -> count == 1)).isEqualTo(1);
    assertThat(ended.element().attempt().sentence())
        .isEqualTo("Help desk is not set up correctly: its connector was removed.");
    assertThat(calls.get()).isZero();
  }

  @Test
  void aCallThatTakesTooLongIsBrokenOffAndTriedAgain() throws Exception {
    open(sleeper(true));
    lane.add(deliveries(1), 1, later());
    Eventually.value(calls::get, count -> count == 1);
    guardLater(Duration.ofSeconds(200));
    assertThat(ended).isEmpty();
    guardLater(Duration.ofSeconds(301));

    Eventually.value(ended::size, count -> count == 1);
    assertThat(ended.element().outcome()).isEqualTo(Outcome.RETRY);
    assertThat(ended.element().attempt().sentence())
        .isEqualTo("The call of Help desk did not end within 300 s; it was broken off.");
    assertThat(ended.element().attempt().requestBody()).isEqualTo("{}");
  }

  @Test
  void asManyAsItMayHaveInARowPauseTheConnector() throws Exception {
    open(sleeper(true));
    lane.add(deliveries(6), 6, later());
    Eventually.value(calls::get, count -> count == CONCURRENCY);
    guardLater(Duration.ofSeconds(301));

    Eventually.value(ended::size, count -> count == CONCURRENCY);
    assertThat(ended).extracting(Completion::outcome).containsOnlyOnce(Outcome.PAUSE);
    assertThat(ended)
        .extracting(completion -> completion.attempt().sentence())
        .contains(
            "4 calls of Help desk in a row did not end within 300 s each; the connector is paused.");
    assertThat(lane.unsent(Instant.now())).hasSize(2);
    assertThat(calls).hasValue(CONCURRENCY);
  }

  @Test
  void aThreadThatDoesNotEndKeepsItsPlaceAndItsDeliveryIsGivenUp() throws Exception {
    open(sleeper(false));
    lane.add(deliveries(1), 1, later());
    Eventually.value(calls::get, count -> count == 1);
    guardLater(Duration.ofSeconds(301));
    guardLater(Duration.ofSeconds(307));

    assertThat(ended).hasSize(1);
    assertThat(ended.element().outcome()).isEqualTo(Outcome.RETRY);
    assertThat(lane.held()).isEmpty();
    assertThat(lane.room(Instant.now().plusSeconds(60))).isEqualTo(CONCURRENCY - 1);

    ends = false;
    end.countDown();
    Eventually.value(() -> lane.room(Instant.now().plusSeconds(60)), room -> room == CONCURRENCY);
    assertThat(lane.room(Instant.now().plusSeconds(60))).isEqualTo(CONCURRENCY);
    assertThat(ended).hasSize(1); // what it says now is not heard any more
  }

  @Test
  void oneThatRestsTakesOneAfterItsRest() throws Exception {
    open(
        ScriptedSystem.connection(
            true,
            (verb, body) -> {
              throw new java.net.ConnectException();
            }));
    lane.add(deliveries(40), 40, later());
    Eventually.value(() -> lane.unsent(Instant.now()).isEmpty() ? 0 : 1, some -> some == 1);
    Eventually.value(lane::isIdle, idle -> idle);

    assertThat(ended.size()).isBetween(Breaker.FAILURES_TO_OPEN, Breaker.FAILURES_TO_OPEN + 4);
    assertThat(lane.room(Instant.now())).isZero();
    assertThat(lane.room(Instant.now().plusSeconds(6))).isEqualTo(1);
  }

  @Test
  void whatMayBeAnotherNodesByNowIsNotSentButGivenBack() throws Exception {
    open(sleeper(true));
    end.countDown();
    lane.add(deliveries(3), 3, Instant.now().minusSeconds(1));

    assertThat(Eventually.value(() -> lane.unsent(Instant.now()), given -> !given.isEmpty()))
        .hasSize(3);
    assertThat(calls).hasValue(0);
    assertThat(lane.held()).isEmpty();
  }

  @Test
  void aCallWhoseLeaseIsLostIsBrokenOffAndThatIsNotTheSystemsFault() throws Exception {
    open(sleeper(true));
    lane.add(deliveries(4), 4, later());
    Eventually.value(calls::get, count -> count == 4);
    lane.prolong(Set.of(1L, 2L, 3L, 4L), Instant.now().plusSeconds(20));
    guardLater(Duration.ofSeconds(19));
    assertThat(ended).isEmpty();
    guardLater(Duration.ofSeconds(21));

    Eventually.value(ended::size, count -> count == 4);
    assertThat(ended).extracting(Completion::outcome).containsOnly(Outcome.RETRY);
    assertThat(ended.element().attempt().sentence())
        .isEqualTo(
            "The call of Help desk was broken off: the node had lost touch with the database, and another may be at it.");
    assertThat(lane.room(Instant.now())).isEqualTo(CONCURRENCY);
  }

  @Test
  void aSystemThatDoesNotAnswerInTimeIsGivenHalfAsManyAtOnce() throws Exception {
    CountDownLatch together = new CountDownLatch(CONCURRENCY);
    open(
        ScriptedSystem.connection(
            true,
            (verb, body) -> {
              together.countDown();
              together
                  .await(); // one that begins after the first has failed is a failure of its own
              throw new SocketTimeoutException();
            }));
    lane.add(deliveries(CONCURRENCY), CONCURRENCY, later());
    Eventually.value(ended::size, count -> count == CONCURRENCY);
    Eventually.value(lane::isIdle, idle -> idle);
    assertThat(lane.room(Instant.now())).isEqualTo(CONCURRENCY / 2);
  }
}
