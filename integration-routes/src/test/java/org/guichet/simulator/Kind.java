package org.guichet.simulator;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;

/**
 * A kind of record a system keeps.
 *
 * @param name "ticket"; also the first half of its webhooks' type
 * @param plural "tickets", its word in addresses
 * @param prefix of its identifiers, "HD-"
 * @param first number behind the prefix
 * @param statuses its staff may set; a new record has the first
 * @param required texts no record is accepted without
 */
record Kind(
    String name,
    String plural,
    String prefix,
    long first,
    List<String> statuses,
    List<String> required) {

  /** The heading of a list of them. */
  String title() {
    return Character.toUpperCase(plural.charAt(0)) + plural.substring(1);
  }

  void check(JsonObject body) {
    for (String field : required) {
      if (!(body.get(field) instanceof JsonString text) || text.getString().isBlank()) {
        throw new Refusal(422, field + " missing");
      }
    }
  }

  void checkStatus(String status) {
    if (!statuses.contains(status)) {
      throw new Refusal(
          422,
          "a " + name + " cannot be \"" + status + "\"; it can be " + String.join(", ", statuses));
    }
  }
}
