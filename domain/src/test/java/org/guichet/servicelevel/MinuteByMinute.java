package org.guichet.servicelevel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Working time as a child would count it: every minute is looked at by itself, by the clock on the
 * wall.
 */
record MinuteByMinute(BusinessCalendar calendar, List<Span> pauses) {

  boolean isOpen(Instant minute) {
    LocalDateTime wall = wall(minute);
    int ofDay = wall.getHour() * 60 + wall.getMinute();
    boolean works =
        isWithin(wall.toLocalDate(), ofDay)
            || isWithin(wall.toLocalDate().minusDays(1), ofDay + 24 * 60);
    return works
        && pauses.stream()
            .noneMatch(pause -> !minute.isBefore(pause.from()) && minute.isBefore(pause.until()));
  }

  private boolean isWithin(LocalDate day, int minute) {
    return !calendar.holidays().containsKey(day)
        && calendar.hours().of(day.getDayOfWeek()).stream()
            .anyMatch(one -> minute >= one.from() && minute < one.until());
  }

  /** The hour that comes twice: the second time counts as its last minute does. */
  private LocalDateTime wall(Instant minute) {
    ZonedDateTime wall = minute.atZone(calendar.zone());
    var change = calendar.zone().getRules().getTransition(wall.toLocalDateTime());
    boolean second =
        change != null && change.isOverlap() && wall.getOffset().equals(change.getOffsetAfter());
    return second ? change.getDateTimeBefore().minusMinutes(1) : wall.toLocalDateTime();
  }

  long measure(Instant from, Instant until) {
    long minutes = 0;
    for (Instant at = from; at.isBefore(until); at = at.plus(1, ChronoUnit.MINUTES)) {
      minutes += isOpen(at) ? 1 : 0;
    }
    return minutes;
  }

  Instant add(Instant start, long minutes) {
    Instant at = start;
    for (long left = minutes; left > 0; at = at.plus(1, ChronoUnit.MINUTES)) {
      left -= isOpen(at) ? 1 : 0;
    }
    return at;
  }
}
