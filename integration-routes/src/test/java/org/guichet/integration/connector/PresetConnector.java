package org.guichet.integration.connector;

import java.util.Map;
import org.guichet.shared.JsonText;
import org.guichet.shared.TestDomain;

/** Sets up connectors and flows in a database from the presets of their Kamelets, as IT would. */
final class PresetConnector {
  private static final String PRESET = "guichet.org/";

  private PresetConnector() {}

  /** The only connector and no flow: what else the demo's company has is taken away. */
  static void alone(
      TestDomain domain, String key, String kameletName, Map<String, String> properties) {
    domain.jdbi.useHandle(handle -> handle.execute("truncate connector, flow cascade"));
    add(domain, key, kameletName, properties);
  }

  /** One more connector. */
  static void add(
      TestDomain domain, String key, String kameletName, Map<String, String> properties) {
    Kamelet kamelet = Kamelet.find(kameletName).orElseThrow();
    domain.jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into connector (key, name, record, place, kamelet, properties, status_map, translation,"
                        + " wake_up, webhook_kind, idempotent, concurrency, position) values (:key, :name::jsonb,"
                        + " :name::jsonb, :name::jsonb, :kamelet, :properties::jsonb, :statusMap::jsonb, :translation,"
                        + " :wakeUp, :webhook, :idempotent, 4, 9)")
                .bind("key", key)
                .bind("name", "{\"en\": \"" + key + "\"}")
                .bind("kamelet", kameletName)
                .bind("properties", JsonText.of(properties))
                .bind("statusMap", preset(kamelet, "status-map", "{}"))
                .bind("translation", preset(kamelet, "translation", "empty"))
                .bind("wakeUp", preset(kamelet, "wake-up", null))
                .bind("webhook", preset(kamelet, "webhook", "none"))
                .bind("idempotent", Boolean.valueOf(preset(kamelet, "idempotent", "false")))
                .execute());
  }

  /** The flow that the connector's Kamelet suggests for an event. */
  static void flow(TestDomain domain, String connector, String event) {
    String kamelet =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select kamelet from connector where key = :key")
                    .bind("key", connector)
                    .mapTo(String.class)
                    .one());
    String mapping =
        Kamelet.find(kamelet).orElseThrow().annotations().get(PRESET + "mapping." + event);
    domain.jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into flow (key, event_type, connector_id, mapping) select :key, :event, id, :mapping"
                        + " from connector where key = :connector")
                .bind("key", connector + "-" + event)
                .bind("event", event)
                .bind("mapping", mapping)
                .bind("connector", connector)
                .execute());
  }

  private static String preset(Kamelet kamelet, String name, String otherwise) {
    return kamelet.annotations().getOrDefault(PRESET + name, otherwise);
  }
}
