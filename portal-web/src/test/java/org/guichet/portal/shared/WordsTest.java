package org.guichet.portal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WordsTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private static final Instant NOW = Instant.parse("2026-11-21T09:20:00Z"); // 10:20 in Paris
  private final Words english = words("en");
  private final Words french = words("fr");

  @Test
  void timesAreRelativeToTheReader() {
    assertThat(english.time(Instant.parse("2026-11-21T08:55:00Z"))).isEqualTo("Today, 09:55");
    assertThat(english.time(Instant.parse("2026-11-20T16:05:00Z"))).isEqualTo("Yesterday, 17:05");
    assertThat(english.time(Instant.parse("2026-11-18T15:05:00Z"))).isEqualTo("18 Nov, 16:05");
    assertThat(english.time(Instant.parse("2025-12-03T15:05:00Z"))).isEqualTo("3 Dec 2025");
  }

  @Test
  void theDayIsTheReadersAndNotTheServers() {
    // 23:30 UTC on the 20th is already the 21st in Paris.
    assertThat(english.time(Instant.parse("2026-11-20T23:30:00Z"))).isEqualTo("Today, 00:30");
  }

  @Test
  void frenchWritesTheHourItsOwnWay() {
    assertThat(french.time(Instant.parse("2026-11-21T08:55:00Z")))
        .isEqualTo("Aujourd’hui, 9\u00a0h\u00a055");
    assertThat(french.date(LocalDate.of(2026, 12, 4))).isEqualTo("4 décembre 2026");
  }

  @Test
  void moneyAndSizesFollowTheLanguage() {
    assertThat(english.money(new BigDecimal("85.00"), "EUR")).isEqualTo("€85.00");
    assertThat(french.money(new BigDecimal("85.00"), "EUR")).isEqualTo("85,00\u00a0€");
    assertThat(english.size(2_400_000)).isEqualTo("2.4 MB");
    assertThat(french.size(2_400_000)).isEqualTo("2,4 Mo");
  }

  @Test
  void initialsAreAtMostTwoLettersAlsoOutsideTheFirstPlane() {
    assertThat(english.initials("Camille Moreau")).isEqualTo("CM");
    assertThat(english.initials(" Cher ")).isEqualTo("C");
    assertThat(english.initials("😀 Moreau")).isEqualTo("😀M");
    assertThat(english.initials("")).isEmpty();
  }

  @Test
  void textsFillInTheirValues() {
    assertThat(english.of("new.violations", 1)).isEqualTo("One answer is to mend");
    assertThat(english.of("new.violations", 2)).isEqualTo("2 answers are to mend");
  }

  private static Words words(String language) {
    Reader reader = new FixedReader(language, PARIS);
    return new Words(reader, Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
