package org.guichet.integration.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.guichet.inbox.SystemWord;
import org.guichet.integration.inbox.Translation.NotUnderstood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationTest {
  private static final String STATUS = "{externalId: .id, status, changedAt}";

  @Test
  void readsAStatus() throws NotUnderstood {
    assertThat(
            Translation.of(
                STATUS,
                "{\"id\": 17, \"status\": \"solved\", \"changedAt\": \"2026-11-21T10:15:30.123+01:00\"}"))
        .contains(new SystemWord("17", "solved", Instant.parse("2026-11-21T09:15:30.123Z"), null));
  }

  @Test
  void readsAnInvoice() throws NotUnderstood {
    String message =
        "{\"id\": \"I-7\", \"status\": \"issued\", \"changedAt\": \"2026-11-21T10:15:30Z\","
            + " \"amount\": 85.5, \"due\": \"2026-12-05\"}";
    SystemWord word =
        Translation.of(
                "{externalId: .id, status, changedAt, invoice: {number: null, amount, currency: \"EUR\","
                    + " dueOn: .due, paidOn: null, state: .status}}",
                message)
            .orElseThrow();

    assertThat(word.invoice().amount()).isEqualByComparingTo("85.50");
    assertThat(word.invoice().dueOn()).isEqualTo(LocalDate.parse("2026-12-05"));
    assertThat(word.invoice().paidOn()).isNull();
    assertThat(word.invoice().state()).isEqualTo("issued");
  }

  @Test
  void mayLeaveAMessageOut() throws NotUnderstood {
    assertThat(Translation.of("empty", "{}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"HD-",
        "[]",
        "{}",
        "{\"id\": \"1\", \"status\": \"x\", \"changedAt\": \"yesterday\"}",
        "{\"id\": \"1\", \"status\": \"\", \"changedAt\": \"2026-11-21T10:15:30Z\"}",
        "{\"id\": {}, \"status\": \"x\", \"changedAt\": \"2026-11-21T10:15:30Z\"}"
      })
  void saysWhatItDoesNotUnderstand(String message) {
    assertThatThrownBy(() -> Translation.of(STATUS, message))
        .isInstanceOf(NotUnderstood.class)
        .message()
        .endsWith(".");
  }

  @Test
  void anInvoiceHasAKnownState() {
    assertThatThrownBy(
            () ->
                Translation.of(
                    "{externalId: \"1\", status: \"x\", changedAt: \"2026-11-21T10:15:30Z\","
                        + " invoice: {amount: 1, currency: \"EUR\", state: \"lost\"}}",
                    "{}"))
        .isInstanceOf(NotUnderstood.class)
        .hasMessage("An invoice cannot be \"lost\".");
  }
}
