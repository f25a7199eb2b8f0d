package org.guichet.simulator;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * A kind of record a system keeps.
 *
 * @param name "ticket"; also the first half of its webhooks' type
 * @param plural "tickets", its word in addresses
 * @param prefix of its identifiers, "HD-"
 * @param first number behind the prefix
 * @param statuses its staff may set; a new record has the first
 * @param required fields no record is accepted without
 */
record Kind(
    String name,
    String plural,
    String prefix,
    long first,
    List<String> statuses,
    List<String> required) {

  void check(JsonObject body) {
    for (String field : required) {
      if (!body.containsKey(field) || body.isNull(field)) {
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
