package org.guichet.integration.connector;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.guichet.peer.Peer;
import org.guichet.shared.JsonText;

/** The company's people at work in a real Redmine, as a manager of the project sees it. */
final class RedmineStaff {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Peer redmine;

  RedmineStaff(Peer redmine) {
    this.redmine = redmine;
  }

  /** What a connector to it is set up with. */
  static Map<String, String> properties(Peer redmine) {
    return Map.of(
        "baseUrl", redmine.value("url"),
        "apiKey", redmine.value("key"),
        "project", redmine.value("project"),
        "tracker", "3",
        "referenceField", redmine.value("referenceField"));
  }

  JsonObject issue(String id) throws IOException {
    return get("issues/" + id + ".json?include=journals,attachments").getJsonObject("issue");
  }

  List<JsonObject> notes(String id) throws IOException {
    return issue(id).getJsonArray("journals").getValuesAs(JsonObject.class).stream()
        .filter(journal -> !JsonText.string(journal, "notes").isEmpty())
        .toList();
  }

  List<JsonObject> attachments(String id) throws IOException {
    return issue(id).getJsonArray("attachments").getValuesAs(JsonObject.class);
  }

  /** The issues that carry that number of ours. */
  List<JsonObject> issues(String reference) throws IOException {
    return get("issues.json?status_id=*&cf_"
            + redmine.value("referenceField")
            + "="
            + URLEncoder.encode(reference, StandardCharsets.UTF_8))
        .getJsonArray("issues")
        .getValuesAs(JsonObject.class);
  }

  byte[] content(JsonObject attachment) throws IOException {
    String url = attachment.getString("content_url").replaceAll("^https?://[^/]+/", "");
    return send(request(url).GET().build(), BodyHandlers.ofByteArray()).body();
  }

  /** Changes an issue, as its form does. */
  void change(String id, String field, Object value) throws IOException {
    put(id, Json.createObjectBuilder(Map.of(field, value)).build());
  }

  void note(String id, String text, boolean isPrivate) throws IOException {
    put(id, Json.createObjectBuilder().add("notes", text).add("private_notes", isPrivate).build());
  }

  private void put(String id, JsonObject change) throws IOException {
    JsonObject body = Json.createObjectBuilder().add("issue", change).build();
    send(
        request("issues/" + id + ".json")
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonObject get(String path) throws IOException {
    return JsonText.object(send(request(path).GET().build(), BodyHandlers.ofString()).body());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(redmine.value("url") + "/" + path))
        .header("X-Redmine-API-Key", redmine.value("staffKey"));
  }

  private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      HttpResponse<T> response = HTTP.send(request, handler);
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(response + ": " + response.body());
      }
      return response;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
