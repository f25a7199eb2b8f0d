package org.guichet.integration.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.guichet.inbox.MachineReport;
import org.guichet.inbox.MailWord;
import org.guichet.inbox.SystemWord;
import org.guichet.inbox.Word;
import org.guichet.integration.inbox.Translation.NotUnderstood;
import org.guichet.invoice.PaymentMeans;
import org.guichet.request.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationTest {
  private static final String STATUS = "{externalId: .id, status, changedAt}";

  private static SystemWord record(String translation, String message) throws NotUnderstood {
    return (SystemWord) Translation.of(translation, message).orElseThrow();
  }

  private static MailWord mail(String message) throws NotUnderstood {
    return (MailWord) Translation.of("{mail: .}", message).orElseThrow();
  }

  @Test
  void readsMessagesAndLeavesOutEmptyOnes() throws NotUnderstood {
    SystemWord word =
        record(
            ".",
            """
            {"externalId": "7", "reference": "R-2026-000001", "changedAt": "2026-11-21T10:15:30Z", "priority": "HIGH",
             "messages": [{"id": 11, "author": "Tom", "text": "Hello", "at": "2026-11-21T10:00:00Z", "internal": true},
                          {"id": 12, "author": "Tom", "text": " "}]}
            """);

    assertThat(word.status()).isNull();
    assertThat(word.priority()).isEqualTo(Priority.HIGH);
    assertThat(word.reference()).isEqualTo("R-2026-000001");
    assertThat(word.messages())
        .containsExactly(
            new SystemWord.MessageWord(
                "11", "Tom", "Hello", Instant.parse("2026-11-21T10:00:00Z"), true));
  }

  @Test
  void readsTheReportOfADevice() throws NotUnderstood {
    Word word =
        Translation.of(
                "{open: {type: \"device-repair\", text: .fault, requester: null, device: .name, fold: .name}}",
                "{\"name\": \"press-3\", \"fault\": \"E17\"}")
            .orElseThrow();

    assertThat(word)
        .isEqualTo(
            new MachineReport("device-repair", null, "E17", Map.of(), null, "press-3", "press-3"));
  }

  @Test
  void readsAMailWithItsFilesAndTheNearestMailFirst() throws NotUnderstood {
    MailWord mail =
        mail(
            """
            {"id": "<b@x>", "from": "Anna Berg <anna@example.org>", "to": ["Desk <reply+2026-1-a@x>, c@x"],
             "subject": "Re: Laptop", "text": "Hello", "inReplyTo": "<a2@x>", "references": ["<a1@x> <a2@x>"],
             "attachments": [{"name": "a.txt", "content": "aGVsbG8="}]}
            """);

    assertThat(mail.from()).isEqualTo("anna@example.org");
    assertThat(mail.to()).containsExactly("reply+2026-1-a@x", "c@x");
    assertThat(mail.answers()).containsExactly("<a2@x>", "<a2@x>", "<a1@x>");
    assertThat(mail.automatic()).isFalse();
    assertThat(mail.files())
        .singleElement()
        .satisfies(f -> assertThat(f.content()).asString().isEqualTo("hello"));
  }

  @ParameterizedTest
  @CsvSource({
    "Auto-Submitted, auto-replied, true",
    "Auto-Submitted, no, false",
    "precedence, bulk, true",
    "Precedence, first-class, false",
    "X-Loop, guichet, true",
    "List-Id, <a.example>, true",
    "Return-Path, <>, true",
    "Subject, Auto, false"
  })
  void knowsWhatMachinesWrite(String header, String value, boolean automatic) throws NotUnderstood {
    String mail =
        "{\"id\": \"1\", \"from\": \"a@x\", \"to\": \"b@x\", \"headers\": {\"%s\": \"%s\"}}"
            .formatted(header, value);

    assertThat(mail(mail).automatic()).isEqualTo(automatic);
  }

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
        record(
            "{externalId: .id, status, changedAt, invoice: {number: null, amount, currency: \"EUR\","
                + " dueOn: .due, paidOn: null, state: .status}}",
            message);

    assertThat(word.invoice().amount()).isEqualByComparingTo("85.50");
    assertThat(word.invoice().dueOn()).isEqualTo(LocalDate.parse("2026-12-05"));
    assertThat(word.invoice().paidOn()).isNull();
    assertThat(word.invoice().state()).isEqualTo("issued");
  }

  @Test
  void ofAMeansOfPaymentOnlyItsNameAndFourDigitsPass() throws NotUnderstood {
    SystemWord word =
        record(
            "{externalId: .id, status, changedAt, invoice: {amount: 1, currency: \"EUR\", state: .status, means}}",
            "{\"id\": \"I-7\", \"status\": \"paid\", \"changedAt\": \"2026-11-21T10:15:30Z\","
                + " \"means\": \"Visa 4242 4242 4242 1881\"}");

    assertThat(word.invoice().means()).isEqualTo(new PaymentMeans("Visa", "1881"));
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I-7\\u0000 | issued | 2026-11-21T10:15:30Z",
        "\\ud800 | issued | 2026-11-21T10:15:30Z",
        "I-7 | a\\u0000b | 2026-11-21T10:15:30Z",
        "I-7 | issued | +999999-11-21T10:15:30Z"
      })
  void refusesWhatTheDatabaseCannotKeep(String id, String status, String changedAt) {
    assertThatThrownBy(
            () ->
                Translation.of(
                    STATUS,
                    "{\"id\": \"%s\", \"status\": \"%s\", \"changedAt\": \"%s\"}"
                        .formatted(id, status, changedAt)))
        .isInstanceOf(NotUnderstood.class)
        .message()
        .endsWith(".");
  }

  @Test
  void aNumberIsNoNovel() throws NotUnderstood {
    String message = "{\"id\": \"%s\", \"status\": \"x\", \"changedAt\": \"2026-11-21T10:15:30Z\"}";

    assertThat(Translation.of(STATUS, message.formatted("7".repeat(200)))).isPresent();
    assertThatThrownBy(() -> Translation.of(STATUS, message.formatted("7".repeat(201))))
        .isInstanceOf(NotUnderstood.class)
        .hasMessage("The translation yields a value of externalId that cannot be kept.");
  }

  private static SystemWord.InvoiceWord invoice(String fields) throws NotUnderstood {
    return record(
            "{externalId: \"1\", status: \"x\", changedAt: \"2026-11-21T10:15:30Z\", invoice: .}",
            "{\"state\": \"issued\", " + fields + "}")
        .invoice();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"amount\": 1, \"currency\": \"euro\"",
        "\"amount\": 1, \"currency\": \"€\"",
        "\"amount\": 1, \"currency\": \"eur\"",
        "\"amount\": 1000000000000, \"currency\": \"EUR\"",
        "\"amount\": -1000000000000, \"currency\": \"EUR\"",
        "\"amount\": \"999999999999.995\", \"currency\": \"EUR\"",
        "\"amount\": \"1E+999999999\", \"currency\": \"EUR\"",
        "\"amount\": \"1E-999999999\", \"currency\": \"EUR\"",
        "\"amount\": \"many\", \"currency\": \"EUR\"",
        "\"amount\": 1, \"currency\": \"EUR\", \"number\": \"a\\u0000b\"",
        "\"amount\": 1, \"currency\": \"EUR\", \"dueOn\": \"+999999-01-01\""
      })
  void anInvoiceIsOneThatTheDatabaseCanKeep(String fields) {
    assertThatThrownBy(() -> invoice(fields))
        .isInstanceOf(NotUnderstood.class)
        .message()
        .endsWith(".");
  }

  @ParameterizedTest
  @CsvSource({"999999999999.99, 999999999999.99", "-85.5, -85.50", "102.60000000000001, 102.60"})
  void anAmountIsExactToTheCent(String said, String kept) throws NotUnderstood {
    assertThat(invoice("\"currency\": \"EUR\", \"amount\": " + said).amount())
        .isEqualTo(new BigDecimal(kept));
  }

  @Test
  void theReasonCanBeKeptWhateverItQuotes() {
    assertThatThrownBy(() -> invoice("\"currency\": \"EUR\", \"amount\": \"\\u0000\""))
        .isInstanceOf(NotUnderstood.class)
        .message()
        .doesNotContain("\0");
  }

  @Test
  void anInvoiceLinksToWebAddressesOnly() throws NotUnderstood {
    String fields = "\"amount\": 1, \"currency\": \"EUR\", \"url\": ";

    assertThat(invoice(fields + "\"https://a.example/I-7\"").url())
        .isEqualTo("https://a.example/I-7");
    assertThat(invoice(fields + "\"javascript:alert(1)\"").url()).isNull();
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
