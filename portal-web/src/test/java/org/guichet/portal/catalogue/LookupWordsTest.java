package org.guichet.portal.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.guichet.inquiry.LookupOption;
import org.guichet.inquiry.Lookups;
import org.guichet.inquiry.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookupWordsTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private static String words(Locale locale, int found, boolean live, Duration age) {
    List<LookupOption> options =
        List.of(new LookupOption("1", "a"), new LookupOption("2", "b")).subList(0, found);
    Instant since = live || found == 0 ? null : NOW.minus(age);
    return new LookupWords(locale)
        .of(new Lookups.Asked(null, "think’n", null, null), new Offer(options, live, since), NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT20S|These answers are from less than a minute ago.",
        "PT61S|These answers are from one minute ago.",
        "PT5M|These answers are from 5 minutes ago.",
        "PT3H|These answers are from 3 hours ago.",
        "P1D|These answers are from one day ago.",
        "P40D|These answers are from 40 days ago."
      })
  void theAgeOfEarlierAnswersIsSaidInWords(Duration age, String words) {
    assertThat(words(Locale.ENGLISH, 2, false, age)).contains(words);
  }

  @Test
  void whatWasFoundIsCountedAndWhatWasNotIsNamed() {
    assertThat(words(Locale.ENGLISH, 1, true, null)).startsWith("One found.");
    assertThat(words(Locale.FRENCH, 2, true, null)).startsWith("2 résultats.");
    assertThat(words(Locale.ENGLISH, 0, true, null)).isEqualTo("Nothing found for “think’n”.");
    assertThat(words(Locale.FRENCH, 1, false, Duration.ofHours(2)))
        .contains("Cette réponse date d’il y a 2 heures.");
    assertThat(words(Locale.ENGLISH, 0, false, null)).contains("in your own words");
  }
}
