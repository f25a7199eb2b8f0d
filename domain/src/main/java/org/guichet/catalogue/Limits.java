package org.guichet.catalogue;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.guichet.shared.LocalizedText;

/**
 * What an answer must keep to.
 *
 * @param maxLength most characters of a text, of each part of a person or an address; most files of
 *     a FILES field
 * @param pattern regular expression that the whole text matches; null when any text will do
 * @param patternSays what to write, in a sentence, for whom the pattern refuses
 * @param min smallest number or amount; earliest day as {@code 2026-11-22} or {@code today-30}; may
 *     be null
 * @param max greatest, likewise
 * @param decimals most digits behind the decimal sign of a number
 */
public record Limits(
    int maxLength, String pattern, LocalizedText patternSays, String min, String max, int decimals)
    implements Serializable {
  private static final int DEFAULT_TEXT = 200;
  private static final int DEFAULT_LONG_TEXT = 10_000;
  private static final int DEFAULT_FILES = 10;

  static Limits of(FieldKind kind, JsonObject json) {
    return new Limits(
        json.getInt("maxLength", defaultLength(kind)),
        json.getString("pattern", null),
        json.containsKey("patternSays")
            ? LocalizedText.of(json.getJsonObject("patternSays"))
            : new LocalizedText(Map.of()),
        json.getString("min", null),
        json.getString("max", null),
        json.getInt("decimals", kind == FieldKind.MONEY ? 2 : 0));
  }

  /**
   * A limit of a number as definitions write it, such as {@code -12.5}.
   *
   * @throws NumberFormatException when it is none, or has more than 15 digits before the point
   */
  public static BigDecimal number(String bound) {
    if (!bound.matches("-?\\d{1,15}(\\.\\d{1,6})?")) {
      throw new NumberFormatException(bound);
    }
    return new BigDecimal(bound);
  }

  /** Nothing but what every field of that kind keeps to. */
  public static Limits usual(FieldKind kind) {
    return of(kind, JsonValue.EMPTY_JSON_OBJECT);
  }

  /** Writes what differs from the usual. */
  void write(FieldKind kind, JsonObjectBuilder json) {
    Limits usual = usual(kind);
    if (maxLength != usual.maxLength) {
      json.add("maxLength", maxLength);
    }
    if (pattern != null) {
      json.add("pattern", pattern);
    }
    if (!patternSays.texts().isEmpty()) {
      json.add("patternSays", patternSays.json());
    }
    if (min != null) {
      json.add("min", min);
    }
    if (max != null) {
      json.add("max", max);
    }
    if (decimals != usual.decimals) {
      json.add("decimals", decimals);
    }
  }

  /** The earliest day of a DATE, as of today; null when any will do. */
  public LocalDate firstDay() {
    return min == null ? null : Days.of(min, LocalDate.now());
  }

  /** The latest day of a DATE, as of today; null when any will do. */
  public LocalDate lastDay() {
    return max == null ? null : Days.of(max, LocalDate.now());
  }

  private static int defaultLength(FieldKind kind) {
    return switch (kind) {
      case LONG_TEXT -> DEFAULT_LONG_TEXT;
      case FILES -> DEFAULT_FILES;
      default -> DEFAULT_TEXT;
    };
  }
}
