package org.guichet.servicelevel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * When the company works.
 *
 * @param zone where its clocks hang
 * @param holidays days on which no interval begins, by their names
 */
public record BusinessCalendar(
    String name, ZoneId zone, WeeklyHours hours, Map<LocalDate, String> holidays) {

  /** The working time that begins on that day, in its order. */
  List<Span> on(LocalDate day) {
    if (holidays.containsKey(day)) {
      return List.of();
    }
    return hours.of(day.getDayOfWeek()).stream()
        .map(interval -> new Span(at(day, interval.from()), at(day, interval.until())))
        .filter(span -> !span.isEmpty())
        .toList();
  }

  /**
   * The moment at which the clock on the wall shows that minute: of an hour that comes twice the
   * first time, of one that is left out the moment of the change. So a later minute is never an
   * earlier moment, and intervals stay apart.
   */
  private Instant at(LocalDate day, int minute) {
    LocalDateTime wall = day.atStartOfDay().plusMinutes(minute);
    var change = zone.getRules().getTransition(wall);
    if (change == null) {
      ZoneOffset offset = zone.getRules().getOffset(wall);
      return wall.toInstant(offset);
    }
    return change.isGap() ? change.getInstant() : wall.toInstant(change.getOffsetBefore());
  }
}
