package org.guichet.portal.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.guichet.portal.shared.FixedReader;
import org.guichet.portal.shared.Words;
import org.junit.jupiter.api.Test;

class NumbersTest {
  private static final String OWN = "R-2026-000001";
  private final Words words = new Words(new FixedReader("en", java.time.ZoneOffset.UTC));

  @Test
  void whatIsOfferedIsCutToItsNumber() {
    assertThat(Numbers.clean(" r-2026-000123 Laptop of Anna ")).isEqualTo("R-2026-000123");
    assertThat(Numbers.clean(null)).isEmpty();
  }

  @Test
  void saysWhatIsWrongAndHowToMendIt() {
    assertThat(Numbers.mistake(words, "", OWN)).startsWith("Write the number");
    assertThat(Numbers.mistake(words, "LAPTOP", OWN)).contains("R-2026-000123");
    assertThat(Numbers.mistake(words, OWN, OWN)).contains("this request itself");
    assertThat(Numbers.mistake(words, "R-2026-000002", OWN)).isEmpty();
  }
}
