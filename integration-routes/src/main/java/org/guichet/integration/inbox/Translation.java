package org.guichet.integration.inbox;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guichet.inbox.SystemWord;
import org.guichet.integration.shared.Jq;
import org.guichet.integration.shared.JqFailed;
import org.guichet.shared.JsonText;

/** Translates a system's message into our words by its connector's jq. */
final class Translation {
  private static final Set<String> INVOICE_STATES = Set.of("draft", "issued", "paid", "cancelled");

  private Translation() {}

  /** The message cannot be translated; asking again would not help. */
  static class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String message) {
      super(message);
    }
  }

  /**
   * What the message says; empty when the translation leaves it out on purpose.
   *
   * @param translation jq to {@code {externalId, status, changedAt, invoice?}}
   */
  static Optional<SystemWord> of(String translation, String message) throws NotUnderstood {
    try {
      String translated = Jq.of(translation).apply(message, Map.of());
      return translated == null ? Optional.empty() : Optional.of(word(JsonText.object(translated)));
    } catch (JqFailed e) {
      throw new NotUnderstood("The translation failed: " + e.getMessage() + ".");
    } catch (JsonException e) {
      throw new NotUnderstood("The translation yields no object.");
    } catch (DateTimeException | NumberFormatException e) {
      throw new NotUnderstood("A time or an amount is malformed: " + e.getMessage() + ".");
    }
  }

  private static SystemWord word(JsonObject json) throws NotUnderstood {
    return new SystemWord(
        required(json, "externalId"),
        required(json, "status"),
        OffsetDateTime.parse(required(json, "changedAt")).toInstant(),
        json.get("invoice") instanceof JsonObject invoice ? invoice(invoice) : null);
  }

  private static SystemWord.InvoiceWord invoice(JsonObject json) throws NotUnderstood {
    String state = required(json, "state");
    if (!INVOICE_STATES.contains(state)) {
      throw new NotUnderstood("An invoice cannot be \"" + state + "\".");
    }
    return new SystemWord.InvoiceWord(
        text(json, "number"),
        amount(json.get("amount")),
        required(json, "currency"),
        date(json, "dueOn"),
        date(json, "paidOn"),
        state,
        text(json, "url"));
  }

  private static BigDecimal amount(JsonValue value) throws NotUnderstood {
    if (value instanceof JsonNumber number) {
      return number.bigDecimalValue();
    }
    if (value instanceof JsonString string) {
      return new BigDecimal(string.getString());
    }
    throw new NotUnderstood("The translation yields no amount.");
  }

  private static LocalDate date(JsonObject json, String name) {
    String text = text(json, name);
    return text == null ? null : LocalDate.parse(text);
  }

  private static String required(JsonObject json, String name) throws NotUnderstood {
    String text = text(json, name);
    if (text == null || text.isBlank()) {
      throw new NotUnderstood("The translation yields no " + name + ".");
    }
    return text;
  }

  private static String text(JsonObject json, String name) {
    JsonValue value = json.get(name);
    if (value instanceof JsonNumber number) {
      return number.toString();
    }
    return JsonText.string(json, name);
  }
}
