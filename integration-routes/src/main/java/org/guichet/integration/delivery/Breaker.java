package org.guichet.integration.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.guichet.delivery.Completion;

/**
 * Spares a system that is away, and the patience of its deliveries: after some failures in a row of
 * the kind that passes, it lets one delivery through from time to time until one succeeds.
 */
final class Breaker {
  static final int FAILURES_TO_OPEN = 5;

  /** Failures of the system as a whole; others are about one delivery. */
  private static final Set<String> PASSING =
      Set.of(
          "timeout",
          "unreachable",
          "connection",
          "tls",
          "server error",
          "not set up",
          "time limit");

  private static final Duration FIRST_REST = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofMinutes(1);

  private int failures;
  private int rests;
  private Instant restsUntil;
  private String reason;

  /** Follows how an attempt ended. */
  synchronized void follow(Completion completion, Instant now) {
    if ("overloaded".equals(completion.attempt().errorClass())) {
      restAgain(now);
      return;
    }
    if (!passes(completion)) {
      close(); // it answered
      return;
    }
    failures++;
    if (failures >= FAILURES_TO_OPEN && !rests(now)) {
      reason = completion.attempt().sentence();
      long planned = FIRST_REST.toMillis() << Math.min(rests++, 10);
      restsUntil = now.plusMillis(Math.min(planned, LONGEST_REST.toMillis()));
    }
  }

  /**
   * It lives, and asks for less: that opens nothing, for its deliveries wait by themselves as long
   * as it asks, but a system that rests must not get all at once for it.
   */
  private void restAgain(Instant now) {
    if (restsUntil != null && !rests(now)) {
      restsUntil = now.plus(FIRST_REST);
    }
  }

  private static boolean passes(Completion completion) {
    String errorClass = completion.attempt().errorClass();
    return errorClass != null && PASSING.contains(errorClass);
  }

  /** Forgets everything: the system answers, or its connector is another now. */
  synchronized void close() {
    failures = 0;
    rests = 0;
    restsUntil = null;
    reason = null;
  }

  /** Whether deliveries flow. */
  synchronized boolean isClosed() {
    return restsUntil == null;
  }

  /** Whether nothing may be sent now; else, while it is not closed, one delivery may try. */
  synchronized boolean rests(Instant now) {
    return restsUntil != null && now.isBefore(restsUntil);
  }

  /** When the next delivery may try; null while it is closed. */
  synchronized Instant restsUntil() {
    return restsUntil;
  }

  /** What the system's last failure was; null while it is closed. */
  synchronized String reason() {
    return reason;
  }
}
