package org.guichet.servicelevel;

import java.io.Serializable;
import java.time.LocalTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Working time within a day, in minutes since its midnight. One that crosses midnight ends after
 * minute 1440; it belongs to the day on which it begins.
 *
 * @param from from 0 to 1439
 * @param until behind {@code from}, by a day at most
 */
public record Interval(int from, int until) implements Serializable, Comparable<Interval> {
  static final int DAY = 24 * 60;

  private static final Pattern TYPED =
      Pattern.compile(
          "(\\d{1,2})(?:\\s*[:hH]\\s*(\\d{2})?)?\\s*[-–—]\\s*(\\d{1,2})(?:\\s*[:hH]\\s*(\\d{2})?)?");

  public Interval {
    if (from < 0 || from >= DAY || until <= from || until > from + DAY) {
      throw new IllegalArgumentException("no interval of a day: " + from + " to " + until);
    }
  }

  /** As people write it: 08:30-12:00, 8h30–12h; 22:00-06:00 ends the next day. */
  public static Optional<Interval> typed(String text) {
    Matcher typed = TYPED.matcher(text.strip());
    if (!typed.matches()) {
      return Optional.empty();
    }
    int from = minute(typed.group(1), typed.group(2));
    int until = minute(typed.group(3), typed.group(4));
    if (from < 0 || until < 0 || from == DAY) {
      return Optional.empty();
    }
    return Optional.of(new Interval(from, until > from ? until : until + DAY));
  }

  private static int minute(String hour, String minute) {
    int hours = Integer.parseInt(hour);
    int minutes = minute == null ? 0 : Integer.parseInt(minute);
    boolean possible = hours < 24 && minutes < 60 || hours == 24 && minutes == 0;
    return possible ? hours * 60 + minutes : -1;
  }

  @Override
  public int compareTo(Interval other) {
    return from == other.from
        ? Integer.compare(until, other.until)
        : Integer.compare(from, other.from);
  }

  /** 08:30-12:00; the end of the day is 24:00. */
  @Override
  public String toString() {
    return clock(from) + "-" + clock(until);
  }

  private static String clock(int minute) {
    return minute == DAY ? "24:00" : LocalTime.ofSecondOfDay(minute % DAY * 60L).toString();
  }
}
