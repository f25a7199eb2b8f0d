package org.guichet.servicelevel;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.Serializable;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The working hours of each weekday, in their order and apart from each other.
 *
 * @param days a weekday without hours may be missing
 */
public record WeeklyHours(Map<DayOfWeek, List<Interval>> days) implements Serializable {
  private static final int WEEK = 7 * Interval.DAY;

  public WeeklyHours {
    Map<DayOfWeek, List<Interval>> sorted = new EnumMap<>(DayOfWeek.class);
    days.forEach((day, intervals) -> sorted.put(day, intervals.stream().sorted().toList()));
    days = Map.copyOf(sorted);
  }

  /** The hours of intervals that begin on that day. */
  public List<Interval> of(DayOfWeek day) {
    return days.getOrDefault(day, List.of());
  }

  public boolean isEmpty() {
    return days.values().stream().allMatch(List::isEmpty);
  }

  /** The first day on which an interval begins before the one before it has ended. */
  public Optional<DayOfWeek> overlap() {
    List<int[]> all = new ArrayList<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      int midnight = day.ordinal() * Interval.DAY;
      of(day).forEach(one -> all.add(new int[] {midnight + one.from(), midnight + one.until()}));
    }
    for (int i = 0; i < all.size(); i++) {
      boolean last = i == all.size() - 1;
      int next = last ? all.get(0)[0] + WEEK : all.get(i + 1)[0];
      if (all.get(i)[1] > next) {
        int start = last ? all.get(0)[0] : all.get(i + 1)[0];
        return Optional.of(DayOfWeek.of(start / Interval.DAY + 1));
      }
    }
    return Optional.empty();
  }

  JsonObject json() {
    var object = Json.createObjectBuilder();
    for (DayOfWeek day : DayOfWeek.values()) {
      if (!of(day).isEmpty()) {
        object.add(
            day.name(), Json.createArrayBuilder(of(day).stream().map(Interval::toString).toList()));
      }
    }
    return object.build();
  }

  static WeeklyHours parse(JsonObject json) {
    Map<DayOfWeek, List<Interval>> days = new EnumMap<>(DayOfWeek.class);
    json.forEach(
        (day, intervals) ->
            days.put(
                DayOfWeek.valueOf(day),
                ((JsonArray) intervals)
                    .getValuesAs(JsonString.class).stream()
                        .map(text -> Interval.typed(text.getString()).orElseThrow())
                        .toList()));
    return new WeeklyHours(days);
  }
}
