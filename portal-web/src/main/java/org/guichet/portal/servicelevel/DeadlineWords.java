package org.guichet.portal.servicelevel;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.stream.Collectors;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.servicelevel.Deadline;
import org.guichet.servicelevel.Explanation;
import org.guichet.servicelevel.Span;
import org.guichet.servicelevel.Target;
import org.guichet.servicelevel.WorkDuration;

/** By when something is due, as people say it, and why. */
@Named
@RequestScoped
public class DeadlineWords {
  /** Before a deadline so near a list warns of it. */
  private static final Duration SOON = Duration.ofHours(1);

  private static final Duration DAY = Duration.ofDays(1);

  private final Words words;
  private final Reader reader;
  private final Clock clock;

  protected DeadlineWords() {
    this(null, null, null); // for the proxy
  }

  @Inject
  public DeadlineWords(Words words, Reader reader) {
    this(words, reader, Clock.systemUTC());
  }

  DeadlineWords(Words words, Reader reader, Clock clock) {
    this.words = words;
    this.reader = reader;
    this.clock = clock;
  }

  /** Due in 2 h 10; Due tomorrow, 10:00; Overdue by 35 min. */
  public String due(Instant at) {
    Duration left = Duration.between(clock.instant(), at);
    if (left.isNegative()) {
      Duration late = left.negated();
      return late.compareTo(DAY) < 0
          ? words.of("due.over", span(late))
          : words.of("due.over.days", late.toDays());
    }
    return left.compareTo(DAY) < 0 ? words.of("due.in", span(left)) : words.of("due.at", when(at));
  }

  /** At least a minute: nobody is told that something is due in nothing. */
  private static String span(Duration time) {
    return WorkDuration.text(time.toMinutes() < 1 ? Duration.ofMinutes(1) : time);
  }

  /** Today, 16:30; tomorrow, 10:00; 3 Dec, 10:00. */
  public String when(Instant at) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), reader.getZone());
    return LocalDate.ofInstant(at, reader.getZone()).equals(today.plusDays(1))
        ? words.of("time.tomorrow", words.clock(at))
        : words.time(at);
  }

  public String tone(Instant at) {
    Instant now = clock.instant();
    return at.isBefore(now) ? "bad" : at.isBefore(now.plus(SOON)) ? "warn" : "mute";
  }

  public String icon(Instant at) {
    return at.isBefore(clock.instant()) ? "warn" : "clock";
  }

  public String target(Target target) {
    return words.of("target." + target);
  }

  /** How a promise stands. */
  public String word(Deadline deadline) {
    if (deadline.isPaused()) {
      return words.of("due.paused", work(deadline.left()));
    }
    if (deadline.isOpen()) {
      return due(deadline.dueAt());
    }
    return words.of(deadline.isMissed(clock.instant()) ? "due.missed" : "due.kept");
  }

  public String tone(Deadline deadline) {
    Instant now = clock.instant();
    if (deadline.isMissed(now)) {
      return deadline.isOpen() ? "bad" : "mute";
    }
    return deadline.isOpen() ? deadline.isNear(now) ? "warn" : "info" : "ok";
  }

  public String icon(Deadline deadline) {
    if (deadline.isPaused()) {
      return "pause";
    }
    return deadline.isMissed(clock.instant()) ? "warn" : deadline.isOpen() ? "clock" : "check";
  }

  public String work(Duration work) {
    return WorkDuration.text(work);
  }

  /** Which promise it is. */
  public String promise(Deadline deadline) {
    return words.of(
        "why.promise." + deadline.target(),
        words.of("priority." + deadline.why().priority()),
        work(deadline.work()));
  }

  /** A day's working time that counted: 30 Nov: 09:05–12:00, 13:30–14:35, 4 h. */
  public String day(Explanation why, Explanation.Day day) {
    String spans =
        day.spans().stream()
            .map(span -> clock(span.from(), why.zone()) + "–" + clock(span.until(), why.zone()))
            .collect(Collectors.joining(", "));
    return words.of("why.day", words.date(day.date()), spans, work(day.counted()));
  }

  private String clock(Instant at, ZoneId zone) {
    return format(at.atZone(zone), "time.clock.pattern");
  }

  private String format(ZonedDateTime at, String pattern) {
    return DateTimeFormatter.ofPattern(words.of(pattern), reader.getLocale()).format(at);
  }

  /** While the clock stood still. */
  public String pause(Span pause) {
    return pause.until().equals(Instant.MAX)
        ? words.of("why.paused", words.absolute(pause.from()))
        : words.of("why.pause", words.absolute(pause.from()), words.absolute(pause.until()));
  }

  /** What follows from all that. */
  public String result(Deadline deadline) {
    return deadline.dueAt() == null
        ? words.of("why.none", work(deadline.left()))
        : words.of("why.so", words.absolute(deadline.dueAt()));
  }
}
