package org.guichet.servicelevel;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.guichet.servicelevel.Refused.Problem;
import org.guichet.servicelevel.Refused.What;

/**
 * A calendar as somebody types it.
 *
 * @param id null for a new one
 * @param version that he saw
 * @param hours by weekday, such as {@code 08:30-12:00, 13:30-18:00}; empty: nobody works
 * @param holidays one per line, the day first: {@code 2026-12-25 Christmas}
 */
public record CalendarDraft(
    Long id, int version, String name, String zone, Map<DayOfWeek, String> hours, String holidays)
    implements Serializable {
  private static final int LONGEST_NAME = 100;
  private static final int DATE = 10;

  /** What was typed, understood. */
  record Read(String name, ZoneId zone, WeeklyHours hours, Map<LocalDate, String> holidays) {}

  /**
   * @throws Refused with everything that is wrong
   */
  Read read() {
    List<Problem> problems = new ArrayList<>();
    String named = name.strip();
    if (named.isEmpty()) {
      problems.add(new Problem("name", What.MISSING, ""));
    } else if (named.length() > LONGEST_NAME) {
      problems.add(new Problem("name", What.TOO_LONG, Integer.toString(LONGEST_NAME)));
    }
    ZoneId place = place(problems);
    WeeklyHours week = week(problems);
    Map<LocalDate, String> days = days(problems);
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return new Read(named, place, week, days);
  }

  private ZoneId place(List<Problem> problems) {
    try {
      if (ZoneId.getAvailableZoneIds().contains(zone.strip())) {
        return ZoneId.of(zone.strip());
      }
    } catch (DateTimeException e) {
      // told below
    }
    problems.add(new Problem("zone", What.NO_ZONE, zone.strip()));
    return null;
  }

  private WeeklyHours week(List<Problem> problems) {
    Map<DayOfWeek, List<Interval>> days = new EnumMap<>(DayOfWeek.class);
    int before = problems.size();
    hours.forEach((day, typed) -> days.put(day, intervals(day, typed, problems)));
    WeeklyHours week = new WeeklyHours(days);
    if (problems.size() == before) {
      week.overlap()
          .ifPresent(day -> problems.add(new Problem(field(day), What.OVERLAP, hours.get(day))));
      if (week.isEmpty()) {
        problems.add(new Problem(field(DayOfWeek.MONDAY), What.NO_HOURS, ""));
      }
    }
    return week;
  }

  private static List<Interval> intervals(DayOfWeek day, String typed, List<Problem> problems) {
    List<Interval> intervals = new ArrayList<>();
    for (String part : typed.split("[,;]")) {
      if (!part.isBlank()) {
        Interval.typed(part)
            .ifPresentOrElse(
                intervals::add,
                () -> problems.add(new Problem(field(day), What.NO_INTERVAL, part.strip())));
      }
    }
    return intervals;
  }

  private static String field(DayOfWeek day) {
    return "hours-" + day;
  }

  private Map<LocalDate, String> days(List<Problem> problems) {
    Map<LocalDate, String> days = new TreeMap<>();
    for (String line : holidays.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      try {
        LocalDate day = LocalDate.parse(line.substring(0, Math.min(DATE, line.length())));
        String called = line.substring(DATE).strip();
        if (called.length() > LONGEST_NAME) {
          problems.add(new Problem("holidays", What.TOO_LONG, Integer.toString(LONGEST_NAME)));
        } else if (days.putIfAbsent(day, called) != null) {
          problems.add(new Problem("holidays", What.TWICE, day.toString()));
        }
      } catch (DateTimeException e) {
        problems.add(new Problem("holidays", What.NO_DAY, line));
      }
    }
    return days;
  }

  /** The same with these holidays beside its own; a day that has a name keeps it. */
  public CalendarDraft with(List<Holiday> more) {
    Set<String> known =
        holidays.lines().map(line -> line.strip().split("\\s", 2)[0]).collect(Collectors.toSet());
    String added =
        more.stream()
            .filter(holiday -> !known.contains(holiday.day().toString()))
            .map(CalendarDraft::line)
            .collect(Collectors.joining("\n"));
    String all =
        (holidays + "\n" + added)
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .sorted()
            .collect(Collectors.joining("\n"));
    return new CalendarDraft(id, version, name, zone, hours, all);
  }

  static String line(Holiday holiday) {
    return (holiday.day() + " " + holiday.name()).strip();
  }
}
