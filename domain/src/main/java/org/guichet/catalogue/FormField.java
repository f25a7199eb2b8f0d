package org.guichet.catalogue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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
 * @param sensitive its answer is for the page of the request alone: no plain text, no mail and no
 *     search holds it
 * @param currency of a MONEY field, such as EUR; else null
 * @param options what a CHOICE or CHOICES offers, in this order
 * @param lookup where a LOOKUP gets its options; else null
 * @param shownWhen when it is asked; null when always
 */
public record FormField(
    String key,
    FieldKind kind,
    LocalizedText label,
    LocalizedText help,
    boolean required,
    boolean sensitive,
    Limits limits,
    String currency,
    List<Option> options,
    LookupSource lookup,
    Condition shownWhen)
    implements Serializable {
  /** From so many options on, a list that opens is easier than so many cards. */
  private static final int MOST_CARDS = 5;

  /**
   * One answer of a choice.
   *
   * @param help a sentence below it, may be empty
   */
  public record Option(String value, LocalizedText label, LocalizedText help)
      implements Serializable {
    private JsonObject json() {
      JsonObjectBuilder json =
          Json.createObjectBuilder().add("value", value).add("label", label.json());
      if (!help.texts().isEmpty()) {
        json.add("help", help.json());
      }
      return json.build();
    }
  }

  static FormField of(JsonObject json) {
    FieldKind kind = FieldKind.valueOf(json.getString("kind"));
    return new FormField(
        json.getString("key"),
        kind,
        LocalizedText.of(json.getJsonObject("label")),
        text(json, "help"),
        json.getBoolean("required", false),
        json.getBoolean("sensitive", false),
        Limits.of(kind, json),
        kind == FieldKind.MONEY ? json.getString("currency", "EUR") : null,
        json.containsKey("options") ? options(json.getJsonArray("options")) : List.of(),
        kind == FieldKind.LOOKUP ? LookupSource.of(json) : null,
        json.containsKey("shownWhen") ? Condition.of(json.getJsonObject("shownWhen")) : null);
  }

  JsonObject json() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("key", key)
            .add("kind", kind.name())
            .add("label", label.json());
    if (!help.texts().isEmpty()) {
      json.add("help", help.json());
    }
    if (required) {
      json.add("required", true);
    }
    if (sensitive) {
      json.add("sensitive", true);
    }
    limits.write(kind, json);
    if (currency != null) {
      json.add("currency", currency);
    }
    if (!options.isEmpty()) {
      JsonArrayBuilder array = Json.createArrayBuilder();
      options.forEach(option -> array.add(option.json()));
      json.add("options", array);
    }
    if (lookup != null) {
      lookup.write(json);
    }
    if (shownWhen != null) {
      json.add("shownWhen", shownWhen.json());
    }
    return json.build();
  }

  private static LocalizedText text(JsonObject json, String name) {
    return json.containsKey(name)
        ? LocalizedText.of(json.getJsonObject(name))
        : new LocalizedText(Map.of());
  }

  /** [{"value": "week", "label": {…}, "help": {…}}]: an array, because jsonb orders keys anew. */
  private static List<Option> options(JsonArray json) {
    return json.getValuesAs(JsonObject.class).stream()
        .map(
            option ->
                new Option(
                    option.getString("value"),
                    LocalizedText.of(option.getJsonObject("label")),
                    text(option, "help")))
        .collect(Collectors.toList());
  }

  /** The answers on which other fields may depend; none when no field can depend on this one. */
  public List<String> answers() {
    return kind == FieldKind.YES_NO
        ? List.of("yes", "no")
        : options.stream().map(Option::value).toList();
  }

  public int maxLength() {
    return limits.maxLength();
  }

  /** Whether all its options fit on the page as cards. */
  public boolean isSmallChoice() {
    return options.size() <= MOST_CARDS;
  }

  /** The name of one of its inputs, when it has several: {@code employee-email}. */
  public String part(String part) {
    return key + "-" + part;
  }

  /** The names of its inputs: its key, or its key with each part. */
  public List<String> inputs() {
    return kind.parts().isEmpty() ? List.of(key) : kind.parts().stream().map(this::part).toList();
  }

  /** The label of an option; the value itself when it is none. */
  public String optionLabel(String value, Locale locale) {
    return options.stream()
        .filter(option -> option.value().equals(value))
        .map(option -> option.label().in(locale))
        .findFirst()
        .orElse(value);
  }
}
