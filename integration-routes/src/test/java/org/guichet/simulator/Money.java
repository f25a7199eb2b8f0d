package org.guichet.simulator;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts as others send them: a number, a text, or nothing yet. */
final class Money {
  private Money() {}

  static BigDecimal of(JsonValue value) {
    if (value instanceof JsonNumber number) {
      return number.bigDecimalValue().setScale(2, RoundingMode.HALF_UP);
    }
    return value instanceof JsonString text ? of(text.getString()) : of("0");
  }

  static BigDecimal of(String text) {
    try {
      return new BigDecimal(text.strip().replace(',', '.')).setScale(2, RoundingMode.HALF_UP);
    } catch (NumberFormatException e) {
      throw new Refusal(422, "\"" + text + "\" is not an amount");
    }
  }
}
