package org.guichet.servicelevel;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reckons with working time: the hours of a calendar less the pauses of a request. To add and to
 * measure are the inverse of each other.
 */
public final class BusinessTime {
  /** A deadline that is farther away than ten years is none. */
  private static final int MOST_DAYS = 3_660;

  private final BusinessCalendar calendar;
  private final List<Span> pauses;

  /** From then on no time counts. */
  private final Instant stands;

  /**
   * @param pauses in their order and apart from each other; the last one may end at {@link
   *     Instant#MAX}
   */
  public BusinessTime(BusinessCalendar calendar, List<Span> pauses) {
    this.calendar = calendar;
    this.pauses = pauses;
    Span last = pauses.isEmpty() ? null : pauses.get(pauses.size() - 1);
    stands = last != null && last.until().equals(Instant.MAX) ? last.from() : Instant.MAX;
  }

  /**
   * The first moment by which so much working time has gone by since the start; empty when that
   * never comes.
   */
  public Optional<Instant> add(Instant start, Duration work) {
    if (work.isZero()) {
      return Optional.of(start);
    }
    var reached =
        new Predicate<Span>() {
          private Duration left = work;
          private Instant moment;

          @Override
          public boolean test(Span span) {
            if (left.compareTo(span.length()) <= 0) {
              moment = span.from().plus(left);
              return false;
            }
            left = left.minus(span.length());
            return true;
          }
        };
    walk(start, reached);
    return Optional.ofNullable(reached.moment);
  }

  /** How much working time lies between two moments. */
  public Duration measure(Instant from, Instant until) {
    return counted(from, until).stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
  }

  /** The working time between two moments, piece by piece. */
  public List<Span> counted(Instant from, Instant until) {
    List<Span> counted = new ArrayList<>();
    walk(
        from,
        span -> {
          Span before = span.notAfter(until);
          if (!before.isEmpty()) {
            counted.add(before);
          }
          return span.until().isBefore(until);
        });
    return counted;
  }

  /** Visits the working time from that moment on, as long as the visitor wants more. */
  private void walk(Instant start, Predicate<Span> visitor) {
    // What began the day before may last into this one.
    LocalDate day = LocalDate.ofInstant(start, calendar.zone()).minusDays(1);
    for (int i = 0; i < MOST_DAYS; i++, day = day.plusDays(1)) {
      for (Span hours : calendar.on(day)) {
        if (!hours.from().isBefore(stands)) {
          return;
        }
        Span open = hours.notBefore(start);
        for (Span piece : open.isEmpty() ? List.<Span>of() : withoutPauses(open)) {
          if (!visitor.test(piece)) {
            return;
          }
        }
      }
    }
  }

  private List<Span> withoutPauses(Span open) {
    List<Span> pieces = new ArrayList<>();
    Instant from = open.from();
    for (Span pause : pauses) {
      if (pause.until().isAfter(from) && pause.from().isBefore(open.until())) {
        Span before = new Span(from, pause.from());
        if (!before.isEmpty()) {
          pieces.add(before);
        }
        from = pause.until();
      }
    }
    Span rest = new Span(from, open.until());
    if (!rest.isEmpty()) {
      pieces.add(rest);
    }
    return pieces;
  }
}
