package org.guichet.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentNumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"means\": \"Visa 4242 4242 4242 1881\"}|{\"means\": \"Visa **** **** **** 1881\"}",
        "{\"means\":\"Visa 4242424242421881\"}|{\"means\":\"Visa ************1881\"}",
        "{\"card\": 4242424242421881}|{\"card\": 9999999999991881}",
        "{\"note\": \"by 4242-4242-4242-1881\"}|{\"note\": \"by ****-****-****-1881\"}",
        "<iban>FR7630006000011234567890189</iban>|<iban>***********************0189</iban>",
        "DE89 3704 0044 0532 0130 00|**** **** **** **** **30 00"
      })
  void allButTheLastFourDigitsIsHidden(String body, String stored) {
    assertThat(PaymentNumbers.hide(body)).isEqualTo(stored);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\": 4242424242421881, \"at\": 1764547200000000}",
        "{\"id\": \"12345678-1234-4234-1234-123456789012\"}",
        "{\"text\": \"order AB12 CDEF GHIJ KLMN\"}",
        "{\"means\": \"Visa **** 1881\", \"amount\": 85.00, \"number\": \"2026-118\"}"
      })
  void whatMayBeTheNumberOfARecordStays(String body) {
    assertThat(PaymentNumbers.hide(body)).isEqualTo(body);
  }

  @Test
  void aLongBodyTakesNoTime() {
    String body = "AB12 ".repeat(200_000);
    assertThat(PaymentNumbers.hide(body)).isEqualTo(body);
  }
}
