package org.guichet.servicelevel;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * Why a request is due when it is: the facts that the deadline follows from, and nothing else.
 *
 * @param calendar its name
 * @param zone where its clocks hang
 * @param priority whose target it is
 * @param startedAt when the clock began
 * @param days the working time that counted, day by day
 * @param more days that are not listed
 * @param pauses while the company waited for the customer; the last one may go on
 * @param holidays that lay on the way
 */
public record Explanation(
    String calendar,
    ZoneId zone,
    String priority,
    Instant startedAt,
    List<Day> days,
    int more,
    List<Span> pauses,
    List<Holiday> holidays)
    implements Serializable {
  /** Days that are listed one by one. */
  private static final int MOST_DAYS = 20;

  /** A day's working time that counted. */
  public record Day(LocalDate date, List<Span> spans) implements Serializable {
    public Duration counted() {
      return spans.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }
  }

  static Explanation of(Reckoning clock, String priority, Instant until) {
    BusinessCalendar calendar = clock.calendar();
    Instant start = clock.history().submittedAt();
    List<Day> days = days(clock.counted(until), calendar.zone());
    LocalDate first = LocalDate.ofInstant(start, calendar.zone());
    LocalDate last = LocalDate.ofInstant(until, calendar.zone());
    return new Explanation(
        calendar.name(),
        calendar.zone(),
        priority,
        start,
        List.copyOf(days.subList(0, Math.min(days.size(), MOST_DAYS))),
        Math.max(0, days.size() - MOST_DAYS),
        clock.history().pauses(clock.target()),
        calendar.holidays().entrySet().stream()
            .filter(day -> !day.getKey().isBefore(first) && !day.getKey().isAfter(last))
            .map(day -> new Holiday(day.getKey(), day.getValue()))
            .sorted()
            .toList());
  }

  private static List<Day> days(List<Span> spans, ZoneId zone) {
    List<Day> days = new ArrayList<>();
    for (Span span : spans) {
      LocalDate date = LocalDate.ofInstant(span.from(), zone);
      Day last = days.isEmpty() ? null : days.get(days.size() - 1);
      if (last == null || !last.date().equals(date)) {
        last = new Day(date, new ArrayList<>());
        days.add(last);
      }
      last.spans().add(span);
    }
    return days;
  }
}
