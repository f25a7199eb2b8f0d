package org.guichet.shared;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One text in several languages, kept as an object such as {@code {"en": "Device", "fr":
 * "Appareil"}}.
 */
public record LocalizedText(Map<String, String> texts) implements Serializable {

  public LocalizedText {
    texts = Map.copyOf(texts);
  }

  public static LocalizedText of(JsonObject json) {
    Map<String, String> texts = new HashMap<>();
    json.forEach((language, text) -> texts.put(language, ((JsonString) text).getString()));
    return new LocalizedText(texts);
  }

  /** From the text of the JSON object, as a jsonb column returns it. */
  public static LocalizedText parse(String json) {
    return of(JsonText.object(json));
  }

  /** The JSON object from which {@link #of} makes an equal text. */
  public JsonObject json() {
    JsonObjectBuilder json = Json.createObjectBuilder();
    texts.forEach(json::add);
    return json.build();
  }

  /** The text in that language, else in English, else any. */
  public String in(Locale locale) {
    String text = texts.getOrDefault(locale.getLanguage(), texts.get("en"));
    return text != null ? text : texts.values().stream().findFirst().orElse("");
  }
}
