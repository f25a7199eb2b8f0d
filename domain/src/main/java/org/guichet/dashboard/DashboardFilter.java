package org.guichet.dashboard;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What figures are about.
 *
 * @param from the first day
 * @param to the last day, not before the first
 * @param zone whose days these are
 * @param team whose requests; null for all that the viewer sees
 */
public record DashboardFilter(LocalDate from, LocalDate to, ZoneId zone, UUID team)
    implements Serializable {

  /** Days of the longest period. */
  public static final int MOST_DAYS = 731;

  /**
   * @throws IllegalArgumentException when the period is empty or longer than two years
   */
  public DashboardFilter {
    if (to.isBefore(from) || from.plusDays(MOST_DAYS).isBefore(to)) {
      throw new IllegalArgumentException("a period has 1 to " + MOST_DAYS + " days");
    }
  }

  /** How many days it has. */
  public long days() {
    return ChronoUnit.DAYS.between(from, to) + 1;
  }

  /** As many parts as a chart can show. */
  public Step step() {
    return days() <= 31 ? Step.DAY : days() <= 190 ? Step.WEEK : Step.MONTH;
  }

  /** The parts of the period in their order; the first and the last may be cut. */
  public List<Part> parts() {
    return Stream.iterate(step().begin(from), day -> !day.isAfter(to), step()::next)
        .map(day -> new Part(latest(day, from), earliest(step().next(day).minusDays(1), to)))
        .toList();
  }

  /**
   * Some days one after the other.
   *
   * @param to the last of them
   */
  public record Part(LocalDate from, LocalDate to) implements Serializable {}

  private static LocalDate latest(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earliest(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  Instant begin() {
    return begin(from);
  }

  Instant end() {
    return begin(to.plusDays(1));
  }

  /** When the period of the same length before it began. */
  Instant before() {
    return begin(from.minusDays(days()));
  }

  Instant begin(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
