package org.guichet.integration.inbox;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guichet.inbox.SystemWord;
import org.guichet.integration.shared.Jq;
import org.guichet.integration.shared.JqFailed;
import org.guichet.integration.shared.StorableText;
import org.guichet.integration.shared.WebAddress;
import org.guichet.shared.JsonText;

/**
 * Translates a system's message into our words by its connector's jq. What the database could not
 * keep is not understood: it would come back for ever.
 */
final class Translation {
  private static final Set<String> INVOICE_STATES = Set.of("draft", "issued", "paid", "cancelled");

  /** Digits before the point, of {@code numeric(14,2)}. */
  private static final int MOST_DIGITS = 12;

  /** More digits after the point than any calculation leaves. */
  private static final int MOST_SCALE = 40;

  private static final int LAST_YEAR = 9999;

  private Translation() {}

  /** The message cannot be translated; asking again would not help. */
  static class NotUnderstood extends Exception {
    private static final long serialVersionUID = 1L;

    NotUnderstood(String message) {
      super(StorableText.of(message)); // it may quote what was not understood
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
        changedAt(required(json, "changedAt")),
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
        currency(required(json, "currency")),
        date(json, "dueOn"),
        date(json, "paidOn"),
        state,
        WebAddress.orNull(JsonText.string(json, "url")));
  }

  private static BigDecimal amount(JsonValue value) throws NotUnderstood {
    if (value instanceof JsonNumber number) {
      return toTheCent(number.bigDecimalValue());
    }
    if (value instanceof JsonString string) {
      return toTheCent(new BigDecimal(string.getString()));
    }
    throw new NotUnderstood("The translation yields no amount.");
  }

  /** The size is looked at first: to round 1E-999999999 would take all memory. */
  private static BigDecimal toTheCent(BigDecimal said) throws NotUnderstood {
    if (said.scale() <= MOST_SCALE && digits(said) <= MOST_DIGITS) {
      BigDecimal amount = said.setScale(2, RoundingMode.HALF_UP);
      if (digits(amount) <= MOST_DIGITS) {
        return amount;
      }
    }
    throw new NotUnderstood("The amount is out of range.");
  }

  private static long digits(BigDecimal amount) {
    return (long) amount.precision() - amount.scale();
  }

  private static String currency(String code) throws NotUnderstood {
    try {
      return Currency.getInstance(code).getCurrencyCode();
    } catch (IllegalArgumentException e) {
      throw new NotUnderstood("There is no currency \"" + code + "\".");
    }
  }

  private static Instant changedAt(String text) {
    return bounded(OffsetDateTime.parse(text)).toInstant();
  }

  private static LocalDate date(JsonObject json, String name) throws NotUnderstood {
    String text = text(json, name);
    return text == null ? null : bounded(LocalDate.parse(text));
  }

  private static <T extends TemporalAccessor> T bounded(T time) {
    if (time.get(ChronoField.YEAR) < 0 || time.get(ChronoField.YEAR) > LAST_YEAR) {
      throw new DateTimeException("year " + time.get(ChronoField.YEAR));
    }
    return time;
  }

  private static String required(JsonObject json, String name) throws NotUnderstood {
    String text = text(json, name);
    if (text == null || text.isBlank()) {
      throw new NotUnderstood("The translation yields no " + name + ".");
    }
    return text;
  }

  private static String text(JsonObject json, String name) throws NotUnderstood {
    String text =
        json.get(name) instanceof JsonNumber number
            ? number.toString()
            : JsonText.string(json, name);
    if (text != null && !text.isBlank() && !StorableText.fits(text, StorableText.MOST_WORD)) {
      throw new NotUnderstood(
          "The translation yields a value of " + name + " that cannot be kept.");
    }
    return text;
  }
}
