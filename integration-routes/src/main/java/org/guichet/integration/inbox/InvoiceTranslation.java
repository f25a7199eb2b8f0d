package org.guichet.integration.inbox;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Set;
import org.guichet.inbox.SystemWord;
import org.guichet.integration.inbox.Translation.NotUnderstood;
import org.guichet.integration.shared.WebAddress;
import org.guichet.invoice.PaymentMeans;
import org.guichet.shared.JsonText;

/** Reads the part {@code invoice} of a translated message. */
final class InvoiceTranslation {
  private static final Set<String> INVOICE_STATES = Set.of("draft", "issued", "paid", "cancelled");

  /** Digits before the point, of {@code numeric(14,2)}. */
  private static final int MOST_DIGITS = 12;

  /** More digits after the point than any calculation leaves. */
  private static final int MOST_SCALE = 40;

  private InvoiceTranslation() {}

  static SystemWord.InvoiceWord of(JsonObject json) throws NotUnderstood {
    String state = Values.required(json, "state");
    if (!INVOICE_STATES.contains(state)) {
      throw new NotUnderstood("An invoice cannot be \"" + state + "\".");
    }
    return new SystemWord.InvoiceWord(
        Values.text(json, "number"),
        amount(json.get("amount")),
        currency(Values.required(json, "currency")),
        Values.date(json, "dueOn"),
        Values.date(json, "paidOn"),
        state,
        WebAddress.orNull(JsonText.string(json, "url")),
        PaymentMeans.of(Values.text(json, "means")));
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
}
