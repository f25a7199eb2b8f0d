package org.guichet.node;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What arrived at the {@link Sink}: each reference with its first time at each system. */
final class Arrivals {
  private final Map<String, long[]> times = new HashMap<>();
  private long count;
  private long last;

  /**
   * Notes an arrival.
   *
   * @param reference null for calls that carry none
   * @return a number that no other has
   */
  synchronized long note(int system, String reference) {
    count++;
    if (reference != null) {
      long[] first = times.computeIfAbsent(reference, key -> new long[Sink.SYSTEMS]);
      if (first[system] == 0) {
        first[system] = System.nanoTime();
      }
    }
    return ++last;
  }

  synchronized long count() {
    return count;
  }

  synchronized String forget() {
    times.clear();
    count = 0;
    return "forgotten";
  }

  /** {@code reference=time,time,time,time} in nanoseconds of the system's clock, 0 for never. */
  @Override
  public synchronized String toString() {
    return times.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + list(entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String list(long[] values) {
    return java.util.Arrays.stream(values)
        .mapToObj(String::valueOf)
        .collect(Collectors.joining(","));
  }
}
