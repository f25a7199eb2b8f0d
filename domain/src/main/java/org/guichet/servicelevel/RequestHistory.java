package org.guichet.servicelevel;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a request's own story says about its clocks: when they began, stood still and ended.
 *
 * @param submittedAt when all of them began
 * @param status now
 * @param settledAt since when nothing is to be done any more; null while something is
 * @param answeredAt the first answer of the company that the customer can read; null before
 * @param turns the changes of status, in their order
 */
record RequestHistory(
    Instant submittedAt, String status, Instant settledAt, Instant answeredAt, List<Turn> turns) {
  private static final String WAITING = "WAITING_FOR_CUSTOMER";
  private static final Set<String> SETTLED = Set.of("SOLVED", "CLOSED", "CANCELLED");
  private static final Set<String> DONE = Set.of("SOLVED", "CLOSED");

  /** A change of status. */
  record Turn(String to, Instant at) {}

  static List<Turn> turns(JsonArray json) {
    return json.getValuesAs(JsonObject.class).stream()
        .map(
            turn ->
                new Turn(
                    turn.getString("to"), OffsetDateTime.parse(turn.getString("at")).toInstant()))
        .toList();
  }

  /** When that clock ended for good; empty while it runs or stands. */
  Optional<Instant> end(Target target) {
    return target == Target.RESOLUTION
        ? settled()
        : Optional.ofNullable(answeredAt).or(this::firstSettled).or(this::settled);
  }

  /** Since when the work is done; empty while it is not, and when it was cancelled. */
  Optional<Instant> solved() {
    return DONE.contains(status) ? settled() : Optional.empty();
  }

  /** Closing what is solved changes nothing: it was settled before. */
  private Optional<Instant> settled() {
    Instant since = settledAt;
    for (int i = turns.size() - 1; since != null && i >= 0 && settles(turns.get(i)); i--) {
      since = turns.get(i).at();
    }
    return Optional.ofNullable(since);
  }

  private static boolean settles(Turn turn) {
    return SETTLED.contains(turn.to());
  }

  private Optional<Instant> firstSettled() {
    return turns.stream().filter(RequestHistory::settles).map(Turn::at).findFirst();
  }

  /**
   * When that clock stood still: the company waited for the customer, or took the work as done
   * until it was taken up again. The last pause of one that still stands never ends.
   */
  List<Span> pauses(Target target) {
    Instant end = end(target).orElse(Instant.MAX);
    List<Span> pauses = new ArrayList<>();
    Instant since = null;
    for (Turn turn : turns) {
      boolean stands = turn.to().equals(WAITING) || settles(turn);
      if (stands && since == null) {
        since = turn.at();
      } else if (!stands && since != null) {
        add(pauses, since, turn.at(), end);
        since = null;
      }
    }
    if (since != null) {
      add(pauses, since, Instant.MAX, end);
    }
    return pauses;
  }

  private static void add(List<Span> pauses, Instant from, Instant until, Instant end) {
    Span pause = new Span(from, until).notAfter(end);
    if (!pause.isEmpty()) {
      pauses.add(pause);
    }
  }

  /** Whether the company waits for the customer. */
  boolean isWaiting() {
    return WAITING.equals(status);
  }
}
