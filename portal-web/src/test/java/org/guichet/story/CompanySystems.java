package org.guichet.story;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** The company's systems, looked at and steered by their side door. */
final class CompanySystems {
  /** Every system a request travels to, with the kind of record it holds of it. */
  static final List<String> ALL = List.of("crm", "helpdesk", "invoicing", "storage");

  private static final String CRM_PAYMENT = "payment";
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> bases;

  CompanySystems(Map<String, String> bases) {
    this.bases = bases;
  }

  /** What a system holds of a request; payments are apart. */
  List<JsonObject> records(String system, String number) {
    return everything(system, number).stream()
        .filter(record -> !record.getString("kind").equals(CRM_PAYMENT))
        .toList();
  }

  /** The payments the CRM has recorded for a request. */
  List<JsonObject> payments(String number) {
    return everything("crm", number).stream()
        .filter(record -> record.getString("kind").equals(CRM_PAYMENT))
        .toList();
  }

  /** The one record a system holds of a request. */
  JsonObject record(String system, String number) {
    List<JsonObject> records = records(system, number);
    if (records.size() != 1) {
      throw new AssertionError(
          system + " holds " + records.size() + " records of " + number + ": " + records);
    }
    return records.get(0);
  }

  /** Whether every system holds a record. */
  boolean allHold(String number) {
    return ALL.stream().noneMatch(system -> records(system, number).isEmpty());
  }

  /** What the system's staff would do with the record of a request. */
  void set(String system, String number, String status) {
    String id = record(system, number).getString("id");
    send(system, "/_sim/records/" + id, Json.createObjectBuilder().add("status", status).build());
  }

  /** Makes a system misbehave for a while. */
  void misbehave(String system, String mode, int seconds) {
    send(
        system,
        "/_sim/fault",
        Json.createObjectBuilder()
            .add("mode", mode)
            .add("seconds", seconds)
            .add("retryAfter", 2)
            .build());
  }

  /** The system works again. */
  void recover(String system) {
    misbehave(system, "none", 0);
  }

  /** What somebody has got by mail about a request, the newest first. */
  List<JsonObject> mails(String to, String number) {
    return ask(HttpRequest.newBuilder(URI.create(bases.get("mail") + "/_sim?to=" + to)).build())
        .getJsonArray("mails")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(mail -> mail.getString("subject").contains(number))
        .toList();
  }

  private List<JsonObject> everything(String system, String number) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(bases.get(system) + "/_sim/records?reference=" + number))
            .build();
    return ask(request).getJsonArray("records").getValuesAs(JsonObject.class);
  }

  private void send(String system, String path, JsonObject body) {
    ask(
        HttpRequest.newBuilder(URI.create(bases.get(system) + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build());
  }

  private JsonObject ask(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(
            request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
      }
      try (JsonReader json = Json.createReader(new StringReader(answer.body()))) {
        return json.readObject();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
