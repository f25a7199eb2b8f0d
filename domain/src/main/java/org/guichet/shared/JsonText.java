package org.guichet.shared;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads JSON from the text that PostgreSQL's jsonb columns and partners give us. */
public final class JsonText {
  /** {@code Json.createReader} looks for its implementation at every call. */
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

  private JsonText() {}

  /**
   * @throws jakarta.json.JsonException when the text is not a JSON object
   */
  public static JsonObject object(String text) {
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /** An object of strings as a map, in its own order. */
  public static Map<String, String> strings(String text) {
    JsonObject object = object(text);
    Map<String, String> map = new LinkedHashMap<>();
    object.keySet().forEach(key -> map.put(key, string(object, key)));
    return map;
  }

  /** A map of strings as the text of an object. */
  public static String of(Map<String, String> map) {
    var object = Json.createObjectBuilder();
    map.forEach(object::add);
    return object.build().toString();
  }

  /** The string under that key; null when it is absent, null, or not a string. */
  public static String string(JsonObject object, String key) {
    JsonValue value = object.get(key);
    return value != null && value.getValueType() == JsonValue.ValueType.STRING
        ? object.getString(key)
        : null;
  }
}
