package org.guichet.catalogue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * When a field is asked at all.
 *
 * @param field key of an earlier field: a choice, several choices, or a yes or no
 * @param is the answers to it with which this one is asked; of several choices one is enough
 */
public record Condition(String field, List<String> is) implements Serializable {

  static Condition of(JsonObject json) {
    return new Condition(
        json.getString("field"),
        json.getJsonArray("is").getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .toList());
  }

  JsonObject json() {
    return Json.createObjectBuilder()
        .add("field", field)
        .add("is", Json.createArrayBuilder(is))
        .build();
  }

  /**
   * Whether that answer asks for the field.
   *
   * @param typed as it was typed; several choices are lines
   */
  boolean isMetBy(String typed) {
    return typed != null && Arrays.stream(typed.split("\n")).anyMatch(is::contains);
  }

  /** The answers in one word each, for the page. */
  public String words() {
    return String.join(" ", is);
  }
}
