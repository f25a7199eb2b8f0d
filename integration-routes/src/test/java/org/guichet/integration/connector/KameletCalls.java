package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.support.SimpleRegistry;
import org.guichet.attachment.Attachments;
import org.guichet.delivery.Connector;
import org.guichet.shared.Jq;
import org.guichet.shared.JsonText;

/** The verbs of one Kamelet, called one by one as the engine would, without a database. */
final class KameletCalls implements AutoCloseable {
  private final Map<UUID, byte[]> files = new ConcurrentHashMap<>();
  private final CamelRuntime camel;
  private final Kamelet kamelet;
  private final Connection connection;

  private KameletCalls(String name, Map<String, String> properties) {
    SimpleRegistry beans = new SimpleRegistry();
    beans.bind("attachments", new AttachedFiles(attachments()));
    camel = new CamelRuntime(beans, id -> id);
    camel.start();
    kamelet = Kamelet.find(name).orElseThrow();
    connection = new ConnectorRoutes(camel).open(connector(name, properties));
  }

  /** A connection by the Kamelet of that name. */
  static KameletCalls open(String name, Map<String, String> properties) {
    return new KameletCalls(name, properties);
  }

  private static Connector connector(String kamelet, Map<String, String> properties) {
    return Connector.trial("system", kamelet, properties);
  }

  private Attachments attachments() {
    return new Attachments(null, null, null) {
      @Override
      public InputStream open(UUID id) {
        return new ByteArrayInputStream(files.get(id));
      }
    };
  }

  /** Puts a file into the blob store. */
  JsonObject file(String name, String mediaType, byte[] content) {
    UUID id = UUID.randomUUID();
    files.put(id, content);
    return Json.createObjectBuilder()
        .add("id", id.toString())
        .add("name", name)
        .add("mediaType", mediaType)
        .add("size", content.length)
        .build();
  }

  JsonObject deliver(JsonObject body) throws CallFailed {
    return object(Verb.DELIVER, body, false);
  }

  /** The same after an attempt whose answer was lost. */
  JsonObject deliverAgain(JsonObject body) throws CallFailed {
    return object(Verb.DELIVER, body, true);
  }

  /** How a delivery fails. */
  CallFailed refusal(JsonObject body) {
    return catchThrowableOfType(CallFailed.class, () -> deliver(body));
  }

  JsonObject find(String reference) throws CallFailed {
    return object(Verb.FIND, Json.createObjectBuilder().add("reference", reference).build(), false);
  }

  JsonObject status(String externalId) throws CallFailed {
    return object(Verb.STATUS, id(externalId), false);
  }

  JsonObject read(String externalId) throws CallFailed {
    return object(Verb.READ, id(externalId), false);
  }

  void probe() throws CallFailed {
    object(Verb.PROBE, JsonObject.EMPTY_JSON_OBJECT, false);
  }

  JsonArray changes(String since) throws CallFailed {
    String body = Json.createObjectBuilder().add("since", since).build().toString();
    try (var reader = Json.createReader(new StringReader(call(Verb.CHANGES, body, false)))) {
      return reader.readArray();
    }
  }

  /** What the Kamelet's own translation makes of a record. */
  JsonObject translated(JsonObject record) throws Exception {
    return preset("translation", record, Map.of());
  }

  /** What the Kamelet's own mapping makes of an event. */
  JsonObject mapped(String event, JsonObject payload, JsonObject here) throws Exception {
    return preset("mapping." + event, payload, Map.of("here", String.valueOf(here)));
  }

  private JsonObject preset(String name, JsonObject input, Map<String, String> more)
      throws Exception {
    String jq = kamelet.annotations().get("guichet.org/" + name);
    return JsonText.object(Jq.of(jq).apply(input.toString(), more));
  }

  private static JsonObject id(String externalId) {
    return Json.createObjectBuilder().add("externalId", externalId).build();
  }

  private JsonObject object(Verb verb, JsonObject body, boolean repeated) throws CallFailed {
    return JsonText.object(call(verb, body.toString(), repeated));
  }

  private String call(Verb verb, String body, boolean repeated) throws CallFailed {
    return connection.call(verb, body, new Envelope("key", repeated, Envelope.newTraceId())).body();
  }

  @Override
  public void close() {
    camel.stop();
  }
}
