package org.guichet.integration.inbox;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import org.guichet.integration.inbox.Translation.NotUnderstood;
import org.guichet.integration.shared.StorableText;
import org.guichet.shared.JsonText;

/** Reads single values of a translated message; what the database could not keep is refused. */
final class Values {
  private static final int LAST_YEAR = 9999;

  /** Characters of a text that somebody wrote; what is longer is cut when it is applied. */
  private static final int MOST_TEXT = 1_000_000;

  private Values() {}

  static Instant time(String text) {
    return bounded(OffsetDateTime.parse(text)).toInstant();
  }

  static LocalDate date(JsonObject json, String name) throws NotUnderstood {
    String text = text(json, name);
    return text == null ? null : bounded(LocalDate.parse(text));
  }

  private static <T extends TemporalAccessor> T bounded(T time) {
    if (time.get(ChronoField.YEAR) < 0 || time.get(ChronoField.YEAR) > LAST_YEAR) {
      throw new DateTimeException("year " + time.get(ChronoField.YEAR));
    }
    return time;
  }

  /** Whether something is said to be so; whatever is neither false nor nothing says it. */
  static boolean isMarked(JsonObject json, String name) {
    JsonValue said = json.getOrDefault(name, JsonValue.NULL);
    return !JsonValue.FALSE.equals(said) && !JsonValue.NULL.equals(said);
  }

  static String required(JsonObject json, String name) throws NotUnderstood {
    String text = text(json, name);
    if (text == null || text.isBlank()) {
      throw new NotUnderstood("The translation yields no " + name + ".");
    }
    return text;
  }

  static String text(JsonObject json, String name) throws NotUnderstood {
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

  /** A text of any length, with what cannot be kept replaced; empty when there is none. */
  static String prose(JsonObject json, String name) {
    String text = JsonText.string(json, name);
    if (text == null) {
      return "";
    }
    return StorableText.of(text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT));
  }
}
