package org.guichet.portal.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.guichet.portal.shared.FixedReader;
import org.guichet.portal.shared.Words;
import org.guichet.servicelevel.Deadline;
import org.guichet.servicelevel.Explanation;
import org.guichet.servicelevel.Span;
import org.guichet.servicelevel.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By when something is due, as people say it. */
class DeadlineWordsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant NOW = Instant.parse("2026-11-30T09:20:00Z"); // 10:20 in Paris
  private final DeadlineWords english = words("en");
  private final DeadlineWords french = words("fr");

  private static DeadlineWords words(String language) {
    FixedReader reader = new FixedReader(language, PARIS);
    return new DeadlineWords(new Words(reader), reader, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static Deadline deadline(Instant due, Instant ended, Duration left) {
    Span morning =
        new Span(Instant.parse("2026-11-30T07:30:00Z"), Instant.parse("2026-11-30T11:00:00Z"));
    Explanation why =
        new Explanation(
            "Office hours",
            PARIS,
            "NORMAL",
            morning.from(),
            List.of(new Explanation.Day(LocalDate.of(2026, 11, 30), List.of(morning))),
            0,
            List.of(),
            List.of());
    return new Deadline(
        Target.FIRST_RESPONSE,
        Duration.ofHours(4),
        due,
        due == null ? null : due.minus(Duration.ofMinutes(30)),
        ended,
        left,
        why);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-30T11:30:00Z, due in 2 h 10",
    "2026-11-30T09:55:00Z, due in 35 min",
    "2026-11-30T09:20:10Z, due in 1 min",
    "2026-11-30T08:45:00Z, overdue by 35 min",
    "2026-11-29T07:20:00Z, overdue by 1 day",
    "2026-11-26T07:20:00Z, overdue by 4 days"
  })
  void nearTimesAreCounted(String due, String text) {
    assertThat(english.due(Instant.parse(due))).isEqualTo(text);
  }

  @Test
  void farTimesAreNamed() {
    assertThat(english.due(Instant.parse("2026-12-01T15:00:00Z"))).isEqualTo("due Tomorrow, 16:00");
    assertThat(french.due(Instant.parse("2026-12-01T15:00:00Z")))
        .isEqualTo("échéance\u00a0: Demain, 16\u00a0h\u00a000");
  }

  @Test
  void aDeadlineIsNeverColourAlone() {
    assertThat(english.tone(NOW.minusSeconds(60))).isEqualTo("bad");
    assertThat(english.icon(NOW.minusSeconds(60))).isEqualTo("warn");
    assertThat(english.tone(NOW.plusSeconds(60))).isEqualTo("warn");
    assertThat(english.tone(NOW.plus(Duration.ofHours(3)))).isEqualTo("mute");
    assertThat(english.icon(NOW.plusSeconds(60))).isEqualTo("clock");
  }

  @Test
  void aPromiseIsKeptMissedPausedOrRunning() {
    Instant later = NOW.plus(Duration.ofHours(3));
    Instant earlier = NOW.minus(Duration.ofHours(3));
    assertThat(english.word(deadline(later, null, null))).isEqualTo("due in 3 h");
    assertThat(english.word(deadline(null, null, Duration.ofMinutes(200))))
        .isEqualTo("paused, 3 h 20 left");
    assertThat(english.word(deadline(later, NOW, null))).isEqualTo("in time");
    assertThat(english.word(deadline(earlier, NOW, null))).isEqualTo("too late");
    assertThat(english.word(deadline(earlier, null, null))).isEqualTo("overdue by 3 h");
  }

  @Test
  void theReasonIsWrittenInTheCalendarsOwnTime() {
    Deadline deadline = deadline(NOW, null, null);
    assertThat(english.day(deadline.why(), deadline.why().days().get(0)))
        .isEqualTo("30 November 2026: 08:30–12:00, that is 3 h 30");
    assertThat(english.promise(deadline))
        .isEqualTo("At priority Normal the first answer is promised within 4 h of working time.");
    assertThat(english.result(deadline))
        .isEqualTo("So it is due on Monday 30 November 2026, 10:20.");
  }
}
