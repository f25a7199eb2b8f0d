package org.guichet.integration.delivery;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long a delivery waits for its next attempt: 5 seconds at first, twice as long each time, an
 * hour at most. That is two days for all attempts, so that a system may be away from one evening to
 * the morning after the next; then a person decides.
 */
final class BackOff {
  /** After that many attempts a delivery is dead. */
  static final int MOST_ATTEMPTS = 60;

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);

  /** A system that asks for more has made a mistake, and nobody would look again for years. */
  private static final Duration MOST_ASKED = Duration.ofDays(1);

  /** A call that we gave up may still be under way at the system; after this it has ended. */
  private static final Duration SURELY_ENDED = Duration.ofSeconds(30);

  private final DoubleSupplier random;

  /**
   * @param random 0 to 1
   */
  BackOff(DoubleSupplier random) {
    this.random = random;
  }

  /**
   * The wait after that attempt, between a half and one and a half of the plan, so that what failed
   * together does not come back together.
   *
   * @param retryAfter what the system asked for, null when nothing: the longer wait wins
   */
  Duration after(int attempt, Duration retryAfter) {
    long planned = FIRST.toMillis() << Math.min(attempt - 1, 20);
    long bounded = Math.min(planned, LONGEST.toMillis());
    Duration wait = Duration.ofMillis((long) (bounded * (0.5 + random.getAsDouble())));
    Duration asked = retryAfter == null ? Duration.ZERO : retryAfter;
    Duration heard = asked.compareTo(MOST_ASKED) > 0 ? MOST_ASKED : asked;
    return heard.compareTo(wait) > 0 ? heard : wait;
  }

  /**
   * The wait after an attempt that nobody answered, at a system that would take an overlapping
   * repeat for a second order.
   */
  Duration afterTimeout(int attempt) {
    long jitter = (long) (SURELY_ENDED.toMillis() * random.getAsDouble() / 2);
    return after(attempt, SURELY_ENDED.plusMillis(jitter));
  }
}
