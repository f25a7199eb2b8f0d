package org.guichet.catalogue;

import jakarta.json.JsonObject;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.guichet.shared.LocalizedText;

/**
 * One field of a request type's form.
 *
 * @param key its name in the request's fields
 * @param help a sentence under the label, may be empty
 * @param maxLength most characters of a text; most files of a FILES field
 * @param options what a CHOICE offers: value to label, in this order
 */
public record FormField(
    String key,
    FieldKind kind,
    LocalizedText label,
    LocalizedText help,
    boolean required,
    int maxLength,
    List<Option> options)
    implements Serializable {
  private static final int DEFAULT_TEXT = 200;
  private static final int DEFAULT_LONG_TEXT = 10_000;
  private static final int DEFAULT_FILES = 10;

  /** One answer of a choice. */
  public record Option(String value, LocalizedText label) implements Serializable {}

  static FormField of(JsonObject json) {
    FieldKind kind = FieldKind.valueOf(json.getString("kind"));
    return new FormField(
        json.getString("key"),
        kind,
        LocalizedText.of(json.getJsonObject("label")),
        json.containsKey("help")
            ? LocalizedText.of(json.getJsonObject("help"))
            : new LocalizedText(Map.of()),
        json.getBoolean("required", false),
        json.getInt("maxLength", defaultLength(kind)),
        json.containsKey("options") ? options(json.getJsonObject("options")) : List.of());
  }

  private static List<Option> options(JsonObject json) {
    return json.keySet().stream()
        .map(value -> new Option(value, LocalizedText.of(json.getJsonObject(value))))
        .collect(Collectors.toList());
  }

  private static int defaultLength(FieldKind kind) {
    return switch (kind) {
      case LONG_TEXT -> DEFAULT_LONG_TEXT;
      case FILES -> DEFAULT_FILES;
      default -> DEFAULT_TEXT;
    };
  }

  /** The value as a reader sees it: the label of a choice, else what was typed. */
  public String display(String value, Locale locale) {
    return options.stream()
        .filter(option -> option.value().equals(value))
        .map(option -> option.label().in(locale))
        .findFirst()
        .orElse(value);
  }
}
