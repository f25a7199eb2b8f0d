package org.guichet.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"password\": \"hunter 2\"} | {\"password\": \"***\"}",
        "{\"apiKey\":\"k-1\",\"id\":7} | {\"apiKey\":\"***\",\"id\":7}",
        "{\"access_token\":\"a.b\\\"c\",\"x\":1} | {\"access_token\":\"***\",\"x\":1}",
        "client_secret=abc&scope=cases | client_secret=***&scope=cases",
        "Authorization: Basic Z3VpY2hldDpo | Authorization: ***",
        "sent Bearer abcdef123 to it | sent Bearer *** to it",
        "card 4111 1111 1111 1111 ok | card ***1111 ok",
        "card 4111-1111-1111-1111 ok | card ***1111 ok",
        "number 1234567890123456 | number 1234567890123456",
        "{\"subject\": \"Laptop\"} | {\"subject\": \"Laptop\"}"
      })
  void hidesSecretsAndCardsAndNothingElse(String text, String masked) {
    assertThat(Masking.mask(text)).isEqualTo(masked);
  }

  @Test
  void keepsFourThousandCharacters() {
    assertThat(Masking.mask("é".repeat(50_000)))
        .hasSize(Masking.MOST_CHARACTERS + "… (50000 characters)".length())
        .endsWith("… (50000 characters)");
  }

  @Test
  void leavesNoZeroForPostgresql() {
    assertThat(Masking.mask("a\0b")).isEqualTo("a b");
  }

  @Test
  void nothingStaysNothing() {
    assertThat(Masking.mask(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "token", "password\"", "token=\"\\\\", "1 ", "\\", "\"token\":\""})
  void endsSoonOnAnEvilText(String part) {
    assertTimeout(Duration.ofSeconds(5), () -> Masking.mask(part.repeat(20_000)));
  }
}
