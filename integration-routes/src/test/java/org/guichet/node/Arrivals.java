package org.guichet.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What arrived at the {@link Sink}: the records of each system, and when each reference arrived
 * there first.
 */
final class Arrivals {
  private final Map<String, long[]> times = new HashMap<>();
  private final Map<String, Long> byKey = new HashMap<>();
  private final Map<String, List<Long>> byReference = new HashMap<>();
  private long count;
  private long last;

  /**
   * A call that creates a record.
   *
   * @param reference null for calls that carry none
   * @param key its idempotency key; null where the system does not honour it
   * @return the record's number, for a repeated key that of the first
   */
  synchronized long create(int system, String reference, String key) {
    count++;
    if (reference == null) {
      return ++last;
    }
    long[] first = times.computeIfAbsent(reference, name -> new long[Sink.SYSTEMS]);
    if (first[system] == 0) {
      first[system] = System.nanoTime();
    }
    Long known = key == null ? null : byKey.get(system + key);
    if (known != null) {
      return known;
    }
    byReference.computeIfAbsent(system + reference, name -> new ArrayList<>(1)).add(++last);
    if (key != null) {
      byKey.put(system + key, last);
    }
    return last;
  }

  /** The record of that reference; zero when there is none. */
  synchronized long find(int system, String reference) {
    List<Long> records = byReference.get(system + reference);
    return records == null ? 0 : records.get(0);
  }

  synchronized long count() {
    return count;
  }

  /** For each system how many references have a record, and how many records are too many. */
  synchronized String records() {
    int[] references = new int[Sink.SYSTEMS];
    int[] doubled = new int[Sink.SYSTEMS];
    byReference.forEach(
        (name, records) -> {
          references[name.charAt(0) - '0']++;
          doubled[name.charAt(0) - '0'] += records.size() - 1;
        });
    return IntStream.range(0, Sink.SYSTEMS)
        .mapToObj(system -> references[system] + "+" + doubled[system])
        .collect(Collectors.joining(" "));
  }

  synchronized String forget() {
    times.clear();
    byKey.clear();
    byReference.clear();
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
