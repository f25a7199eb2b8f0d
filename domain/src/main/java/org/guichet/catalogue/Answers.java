package org.guichet.catalogue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers between what people type, what a request keeps and what readers see.
 *
 * <p>Kept as JSON by field: texts, choices and days as strings, numbers as numbers, yes and no as
 * booleans, several choices as an array, money as {@code {"amount": 12.50, "currency": "EUR"}}, a
 * person and an address as objects of their parts, what was looked up as {@code {"label": "ThinkPad
 * T14", "value": "D-17", "checked": true}}. That is also how company systems get them.
 */
public final class Answers {
  /** Where a language has no words, English has them; never those of the server's language. */
  private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private static final Pattern GROUPED =
      Pattern.compile("[+-]?[1-9]\\d{0,2}(?:(?:\\.\\d{3})+|(?:,\\d{3})+)");
  private static final Pattern DECIMAL =
      Pattern.compile(
          "([+-]?)(\\d{1,15}|\\d{1,3}(?:\\.\\d{3})+(?=,)|\\d{1,3}(?:,\\d{3})+(?=\\.))(?:[.,](\\d{1,6}))?");

  private Answers() {}

  /** What is kept of what the form has accepted. */
  public static JsonObject keep(Form form, Map<String, String> accepted) {
    return keep(form.fields(), accepted);
  }

  /** The same, of the sensitive fields alone or of all others. */
  public static JsonObject keep(Form form, Map<String, String> accepted, boolean sensitive) {
    return keep(
        form.fields().stream().filter(field -> field.sensitive() == sensitive).toList(), accepted);
  }

  private static JsonObject keep(List<FormField> fields, Map<String, String> accepted) {
    JsonObjectBuilder kept = Json.createObjectBuilder();
    for (FormField field : fields) {
      if (field.inputs().stream().anyMatch(accepted::containsKey)) {
        kept.add(field.key(), value(field, accepted));
      }
    }
    return kept.build();
  }

  private static JsonValue value(FormField field, Map<String, String> accepted) {
    String typed = accepted.get(field.key());
    return switch (field.kind()) {
      case NUMBER -> Json.createValue(number(typed).orElseThrow());
      case MONEY ->
          Json.createObjectBuilder()
              .add("amount", number(typed).orElseThrow())
              .add("currency", field.currency())
              .build();
      case YES_NO -> typed.equals("yes") ? JsonValue.TRUE : JsonValue.FALSE;
      case CHOICES -> Json.createArrayBuilder(Arrays.asList(typed.split("\n"))).build();
      case PERSON, ADDRESS -> parts(field, accepted);
      case LOOKUP -> lookedUp(field, accepted);
      default -> Json.createValue(typed);
    };
  }

  private static JsonObject parts(FormField field, Map<String, String> accepted) {
    JsonObjectBuilder parts = Json.createObjectBuilder();
    for (String part : field.kind().parts()) {
      String typed = accepted.get(field.part(part));
      if (typed != null) {
        parts.add(part, typed);
      }
    }
    return parts.build();
  }

  private static JsonObject lookedUp(FormField field, Map<String, String> accepted) {
    boolean isChecked = isChecked(field, accepted);
    return Json.createObjectBuilder(parts(field, accepted))
        .add("checked", isChecked ? JsonValue.TRUE : JsonValue.FALSE)
        .build();
  }

  /** Whether a LOOKUP's answer is one of those that its system has offered. */
  static boolean isChecked(FormField field, Map<String, String> typed) {
    return "yes".equals(typed.get(field.part("checked")));
  }

  /** What was kept, as it would be typed; what the form does not know is left out. */
  public static Map<String, String> typed(Form form, JsonObject kept) {
    Map<String, String> typed = new LinkedHashMap<>();
    for (FormField field : form.fields()) {
      JsonValue value = kept.get(field.key());
      if (value instanceof JsonObject object && !field.kind().parts().isEmpty()) {
        object.forEach((part, text) -> typed.put(field.part(part), text(text)));
      } else if (value != null) {
        typed.put(field.key(), text(value));
      }
    }
    return typed;
  }

  private static String text(JsonValue value) {
    if (value instanceof JsonString string) {
      return string.getString();
    }
    if (value instanceof JsonNumber number) {
      return number.bigDecimalValue().toPlainString();
    }
    if (value instanceof JsonArray array) {
      return array.stream().map(Answers::text).collect(Collectors.joining("\n"));
    }
    if (value instanceof JsonObject object && object.containsKey("amount")) {
      return text(object.get("amount"));
    }
    return switch (value.getValueType()) {
      case TRUE -> "yes";
      case FALSE -> "no";
      default -> value.toString();
    };
  }

  /** One field's answer as a reader of that language sees it, in one line or several. */
  public static String display(FormField field, Map<String, String> typed, Locale locale) {
    String value = typed.getOrDefault(field.key(), "");
    return switch (field.kind()) {
      case CHOICE -> field.optionLabel(value, locale);
      case CHOICES ->
          Arrays.stream(value.split("\n"))
              .map(one -> field.optionLabel(one, locale))
              .collect(Collectors.joining(", "));
      case YES_NO -> word(value.equals("yes") ? "yes" : "no", locale);
      case NUMBER -> number(value).map(NumberFormat.getInstance(locale)::format).orElse(value);
      case MONEY -> number(value).map(amount -> money(amount, field, locale)).orElse(value);
      case DATE ->
          day(value).map(DateTimeFormatter.ofPattern("d MMMM yyyy", locale)::format).orElse(value);
      case PERSON -> joined(typed, ", ", field.part("name"), field.part("email"));
      case ADDRESS -> address(field, typed);
      case LOOKUP -> lookedUp(field, typed, locale);
      default -> value;
    };
  }

  /** 12 rue des Lilas, 75012 Paris, France. */
  private static String address(FormField field, Map<String, String> typed) {
    Map<String, String> lines = new LinkedHashMap<>(typed);
    lines.put("city line", joined(typed, " ", field.part("postcode"), field.part("city")));
    lines.values().removeIf(String::isEmpty);
    return joined(lines, ", ", field.part("street"), "city line", field.part("country"));
  }

  private static String joined(Map<String, String> typed, String between, String... inputs) {
    return Arrays.stream(inputs)
        .filter(typed::containsKey)
        .map(typed::get)
        .collect(Collectors.joining(between));
  }

  /** Some words are of the house, not of each form. */
  private static String word(String key, Locale locale) {
    return ResourceBundle.getBundle("org.guichet.catalogue.answers", locale, NO_OTHER_LANGUAGE)
        .getString(key);
  }

  private static String lookedUp(FormField field, Map<String, String> typed, Locale locale) {
    String label = typed.getOrDefault(field.part("label"), "");
    return isChecked(field, typed) ? label : label + " (" + word("notChecked", locale) + ")";
  }

  private static String money(BigDecimal amount, FormField field, Locale locale) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(Currency.getInstance(field.currency()));
    return format.format(amount);
  }

  /**
   * A number as people write it: spaces and apostrophes group, the last point or comma is the
   * decimal sign unless it groups thousands.
   */
  static Optional<BigDecimal> number(String typed) {
    String digits = typed.replaceAll("[\\s\\u00a0\\u202f'’€$£]", "");
    if (GROUPED.matcher(digits).matches()) {
      return Optional.of(new BigDecimal(digits.replaceAll("[.,]", "")));
    }
    Matcher decimal = DECIMAL.matcher(digits);
    if (!decimal.matches()) {
      return Optional.empty();
    }
    String whole = decimal.group(1) + decimal.group(2).replaceAll("[.,]", "");
    return Optional.of(
        new BigDecimal(decimal.group(3) == null ? whole : whole + "." + decimal.group(3)));
  }

  /** A day as {@code input type="date"} sends it. */
  static Optional<LocalDate> day(String typed) {
    try {
      LocalDate day = LocalDate.parse(typed);
      return day.getYear() >= 1800 && day.getYear() <= 2999 ? Optional.of(day) : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
