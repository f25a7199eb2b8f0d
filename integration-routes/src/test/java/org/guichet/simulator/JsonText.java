package org.guichet.simulator;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;

/** JSON with one provider: asking for it anew at each call searches the class path each time. */
final class JsonText {
  private static final JsonProvider JSON = JsonProvider.provider();

  private JsonText() {}

  static JsonObject parse(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException | IllegalStateException | ClassCastException e) {
      throw new Refusal(400, "this is not a JSON object: " + e.getMessage());
    }
  }

  static JsonObjectBuilder object() {
    return JSON.createObjectBuilder();
  }

  static JsonObjectBuilder object(JsonObject start) {
    return JSON.createObjectBuilder(start);
  }

  static JsonObject array(String name, Iterable<JsonObject> values) {
    var array = JSON.createArrayBuilder();
    values.forEach(array::add);
    return object().add(name, array).build();
  }
}
