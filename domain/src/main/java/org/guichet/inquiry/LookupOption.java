package org.guichet.inquiry;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * Something that a lookup field can be answered with.
 *
 * @param value what the system calls it
 * @param label what people read
 */
public record LookupOption(String value, String label) {
  /** Most options of one answer. */
  public static final int MOST = 20;

  /** Most characters of a value and of a label. */
  public static final int LONGEST = 200;

  static String json(List<LookupOption> options) {
    var array = Json.createArrayBuilder();
    options.forEach(option -> array.add(option.toJson()));
    return array.build().toString();
  }

  static List<LookupOption> of(JsonArray json) {
    return json.getValuesAs(JsonObject.class).stream()
        .map(option -> new LookupOption(option.getString("value"), option.getString("label")))
        .toList();
  }

  private JsonObject toJson() {
    return Json.createObjectBuilder().add("value", value).add("label", label).build();
  }
}
