package org.guichet.catalogue;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.Serializable;

/**
 * Where a LOOKUP field gets its options.
 *
 * @param connector key of the connector that is asked
 * @param question which of its questions
 */
public record LookupSource(String connector, String question) implements Serializable {
  static LookupSource of(JsonObject json) {
    return new LookupSource(json.getString("connector", ""), json.getString("question", ""));
  }

  void write(JsonObjectBuilder json) {
    json.add("connector", connector).add("question", question);
  }
}
