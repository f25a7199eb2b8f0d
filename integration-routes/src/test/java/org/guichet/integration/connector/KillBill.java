package org.guichet.integration.connector;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.guichet.peer.Peer;

/** A running Kill Bill, as its staff use it. */
final class KillBill implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Peer peer;

  private KillBill(Peer peer) {
    this.peer = peer;
  }

  /**
   * @param pushes where it pushes its events
   */
  static KillBill start(String pushes) throws IOException {
    return new KillBill(Peer.start("killbill", Map.of("WEBHOOK_URL", pushes)));
  }

  /** What a connector to it needs. */
  Map<String, String> properties() {
    return Map.of(
        "baseUrl", peer.value("url"),
        "username", peer.value("user"),
        "password", peer.value("password"),
        "tenantKey", peer.value("tenant"),
        "tenantSecret", peer.value("tenantSecret"));
  }

  void kill() throws IOException {
    peer.kill();
  }

  void restart() throws IOException {
    peer.restart();
  }

  /** All invoices of the account with that key, with their items. */
  List<JsonObject> invoices(String accountKey) throws Exception {
    String key = URLEncoder.encode(accountKey, StandardCharsets.UTF_8);
    String account = get("accounts?externalKey=" + key).asJsonObject().getString("accountId");
    return list("accounts/" + account + "/invoices?withItems=true");
  }

  JsonObject invoice(String id) throws Exception {
    return get("invoices/" + id).asJsonObject();
  }

  List<JsonObject> payments(String invoice) throws Exception {
    return list("invoices/" + invoice + "/payments");
  }

  List<JsonObject> customFields(String invoice) throws Exception {
    return list("invoices/" + invoice + "/customFields");
  }

  void commit(String invoice) throws Exception {
    send("PUT", "invoices/" + invoice + "/commitInvoice", "");
  }

  /** Records that all of it was paid. */
  void pay(String id) throws Exception {
    JsonObject invoice = invoice(id);
    JsonObject payment =
        Json.createObjectBuilder()
            .add("accountId", invoice.getString("accountId"))
            .add("targetInvoiceId", id)
            .add("purchasedAmount", invoice.getJsonNumber("balance"))
            .add("currency", invoice.getString("currency"))
            .build();
    send("POST", "invoices/" + id + "/payments?externalPayment=true", payment.toString());
  }

  /** Charges an account as an earlier attempt of ours would, that died at once. */
  String charge(String accountKey, String mark) throws Exception {
    String account =
        get("accounts?externalKey=" + accountKey).asJsonObject().getString("accountId");
    JsonArray charges =
        Json.createArrayBuilder()
            .add(
                Json.createObjectBuilder()
                    .add("accountId", account)
                    .add("amount", 12)
                    .add("currency", "EUR")
                    .add("itemDetails", mark))
            .build();
    String answer =
        send("POST", "invoices/charges/" + account + "?autoCommit=false", charges.toString());
    return json(answer).asJsonArray().getJsonObject(0).getString("invoiceId");
  }

  private List<JsonObject> list(String path) throws Exception {
    return get(path).asJsonArray().getValuesAs(JsonObject.class);
  }

  private JsonValue get(String path) throws Exception {
    return json(send("GET", path, ""));
  }

  private static JsonValue json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }

  private String send(String method, String path, String body) throws Exception {
    String login = peer.value("user") + ":" + peer.value("password");
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(peer.value("url") + "/1.0/kb/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header(
                    "Authorization",
                    "Basic "
                        + Base64.getEncoder()
                            .encodeToString(login.getBytes(StandardCharsets.UTF_8)))
                .header("X-Killbill-ApiKey", peer.value("tenant"))
                .header("X-Killbill-ApiSecret", peer.value("tenantSecret"))
                .header("X-Killbill-CreatedBy", "staff")
                .header("Content-Type", "application/json")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(path + " answered " + answer.statusCode() + answer.body());
    }
    return answer.body();
  }

  @Override
  public void close() {
    peer.close();
  }
}
