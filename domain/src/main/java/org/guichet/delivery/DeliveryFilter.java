package org.guichet.delivery;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.Serializable;
import java.time.Instant;

/**
 * Which deliveries are meant; null in any part means all.
 *
 * @param connector its key
 * @param eventType such as {@code request.submitted}
 * @param errorClass what kind of error they met last, such as {@code timeout}
 * @param since only those of events from then on
 * @param until only those of events before then
 */
public record DeliveryFilter(
    DeliveryState state,
    String connector,
    String eventType,
    String errorClass,
    Instant since,
    Instant until)
    implements Serializable {

  public static DeliveryFilter of(DeliveryState state, String connector) {
    return new DeliveryFilter(state, connector, null, null, null, null);
  }

  /** As the audit trail keeps it: what it restricts, and nothing else. */
  JsonObject toJson() {
    JsonObjectBuilder json = Json.createObjectBuilder();
    add(json, "state", state);
    add(json, "connector", connector);
    add(json, "eventType", eventType);
    add(json, "errorClass", errorClass);
    add(json, "since", since);
    add(json, "until", until);
    return json.build();
  }

  private static void add(JsonObjectBuilder json, String name, Object value) {
    if (value != null) {
      json.add(name, value.toString());
    }
  }
}
