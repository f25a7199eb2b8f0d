package org.guichet.integration;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits on a condition instead of for a time. */
public final class Eventually {
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private Eventually() {}

  /** The first value that fits, or the last one that did not, for the assertion to show. */
  public static <T> T value(Callable<T> source, Predicate<T> fits) throws Exception {
    return value(source, fits, LONGEST);
  }

  /** The same for what takes longer. */
  public static <T> T value(Callable<T> source, Predicate<T> fits, Duration longest)
      throws Exception {
    Instant end = Instant.now().plus(longest);
    T value = source.call();
    while (!fits.test(value) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      value = source.call();
    }
    return value;
  }
}
