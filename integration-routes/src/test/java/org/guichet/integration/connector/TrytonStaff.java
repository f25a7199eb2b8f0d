package org.guichet.integration.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Map;
import org.guichet.peer.Peer;
import org.guichet.shared.JsonText;

/** The company's people at work in a real Tryton, by the protocol of its own client. */
final class TrytonStaff {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Peer tryton;
  private final String session;
  private final JsonObject context;

  TrytonStaff(Peer tryton) throws IOException {
    this.tryton = tryton;
    JsonArray login =
        call(
                null,
                "common.db.login",
                Json.createArrayBuilder()
                    .add(tryton.value("staff"))
                    .add(object("password", tryton.value("staffPassword")))
                    .add("en"))
            .asJsonArray();
    session = tryton.value("staff") + ":" + login.getInt(0) + ":" + login.getString(1);
    context =
        call(
                session,
                "model.res.user.get_preferences",
                Json.createArrayBuilder().add(true).add(JsonObject.EMPTY_JSON_OBJECT))
            .asJsonObject();
  }

  /** What a connector to it is set up with. */
  static Map<String, String> properties(Peer tryton) {
    return Map.of(
        "baseUrl", tryton.value("url"),
        "database", tryton.value("database"),
        "username", tryton.value("user"),
        "password", tryton.value("password"));
  }

  /** One record, with these fields. */
  JsonObject record(String model, String id, String... fields) throws IOException {
    return call(
            "model." + model + ".read",
            ids(id),
            Json.createArrayBuilder(java.util.List.of(fields)).build())
        .asJsonArray()
        .getJsonObject(0);
  }

  /** How many records have that value. */
  int count(String model, String field, String value) throws IOException {
    JsonArray condition = Json.createArrayBuilder().add(field).add("=").add(value).build();
    return ((jakarta.json.JsonNumber)
            call(
                "model." + model + ".search_count",
                Json.createArrayBuilder().add(condition).build()))
        .intValue();
  }

  /** Presses a button of the record's form. */
  void press(String model, String id, String button) throws IOException {
    call("model." + model + "." + button, ids(id));
  }

  void write(String model, String id, JsonObject values) throws IOException {
    call("model." + model + ".write", ids(id), values);
  }

  JsonValue create(String model, JsonObject values) throws IOException {
    return call("model." + model + ".create", Json.createArrayBuilder().add(values).build());
  }

  static JsonObject amount(String amount) {
    return Json.createObjectBuilder().add("__class__", "Decimal").add("decimal", amount).build();
  }

  /** Takes the whole payment for an invoice, with the form that the client shows. */
  void pay(String invoice) throws IOException {
    JsonArray wizard = call("wizard.account.invoice.pay.create").asJsonArray();
    JsonObject view =
        execute(wizard, JsonObject.EMPTY_JSON_OBJECT, wizard.getString(1), invoice)
            .getJsonObject("view");
    JsonObjectBuilder form = Json.createObjectBuilder();
    view.getJsonObject("fields_view")
        .getJsonObject("fields")
        .keySet()
        .forEach(field -> form.addNull(field));
    view.getJsonObject("defaults").entrySet().stream()
        .filter(value -> !value.getKey().endsWith("."))
        .forEach(value -> form.add(value.getKey(), value.getValue()));
    form.add("payment_method", 1);
    JsonObject filled = Json.createObjectBuilder().add("start", form).build();
    execute(wizard, filled, "choice", invoice);
    call("wizard.account.invoice.pay.delete", wizard.get(0));
  }

  private JsonObject execute(JsonArray wizard, JsonObject data, String state, String invoice)
      throws IOException {
    JsonObject active =
        Json.createObjectBuilder(context)
            .add("active_model", "account.invoice")
            .add("active_id", Integer.parseInt(invoice))
            .add("active_ids", ids(invoice))
            .build();
    return call(
            session,
            "wizard.account.invoice.pay.execute",
            Json.createArrayBuilder().add(wizard.get(0)).add(data).add(state).add(active))
        .asJsonObject();
  }

  private static JsonObject object(String name, String value) {
    return Json.createObjectBuilder().add(name, value).build();
  }

  private static JsonArray ids(String id) {
    return Json.createArrayBuilder().add(Integer.parseInt(id)).build();
  }

  private JsonValue call(String method, JsonValue... parameters) throws IOException {
    return call(
        session, method, Json.createArrayBuilder(java.util.List.of(parameters)).add(context));
  }

  private JsonValue call(String session, String method, jakarta.json.JsonArrayBuilder parameters)
      throws IOException {
    JsonObject body =
        Json.createObjectBuilder()
            .add("id", 1)
            .add("method", method)
            .add("params", parameters)
            .build();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(tryton.value("url") + "/" + tryton.value("database") + "/"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    if (session != null) {
      request.header(
          "Authorization",
          "Session " + Base64.getEncoder().encodeToString(session.getBytes(UTF_8)));
    }
    try {
      HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
      JsonObject answer = JsonText.object(response.body());
      if (answer.containsKey("error")) {
        throw new IllegalStateException(method + ": " + response.body());
      }
      return answer.get("result");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
