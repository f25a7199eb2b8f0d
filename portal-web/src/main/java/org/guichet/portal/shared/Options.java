package org.guichet.portal.shared;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a field offers while one types, as lookup.js reads it. */
public final class Options {
  private final JsonArrayBuilder options = Json.createArrayBuilder();

  public void add(String value, String label) {
    options.add(Json.createObjectBuilder().add("value", value).add("label", label));
  }

  /**
   * Answers with them.
   *
   * @param says what is said below the field; may be empty
   */
  public void write(HttpServletResponse response, String says) throws IOException {
    JsonAnswer.write(
        response, Json.createObjectBuilder().add("options", options).add("says", says).build());
  }
}
