package org.guichet.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waiting on a condition, never for a time. */
public final class Wait {
  private static final Duration STEP = Duration.ofMillis(100);

  private Wait() {}

  /** Asks again and again until it is so, or the limit is over. */
  public static boolean until(Duration limit, BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(limit);
    try {
      while (!condition.getAsBoolean()) {
        if (Instant.now().isAfter(deadline)) {
          return false;
        }
        Thread.sleep(STEP.toMillis());
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
