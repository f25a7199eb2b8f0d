package org.guichet.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;

/** Keycloak's administration by its REST interface, as far as demo and tests need it. */
final class KeycloakAdmin {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;
  private final String token;

  private KeycloakAdmin(String url, String user, String password) {
    this.url = url;
    this.token = token(user, password);
  }

  /** Signs in; the administration lasts a minute. */
  static KeycloakAdmin login(String url, String user, String password) {
    return new KeycloakAdmin(url, user, password);
  }

  private String token(String user, String password) {
    String form =
        "grant_type=password&client_id=admin-cli&username="
            + URLEncoder.encode(user, UTF_8)
            + "&password="
            + URLEncoder.encode(password, UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/realms/master/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return json(send(request)).asJsonObject().getString("access_token");
  }

  /**
   * Gives the client {@code portal} its secret and the addresses it may be at, and takes all others
   * away.
   */
  void allowPortal(String secret, List<String> portalUrls) {
    JsonObject client = portal();
    JsonObjectBuilder attributes =
        Json.createObjectBuilder(client.getJsonObject("attributes"))
            .add(
                "post.logout.redirect.uris",
                portalUrls.stream().map(portal -> portal + "/").collect(Collectors.joining("##")))
            .add("backchannel.logout.url", portalUrls.get(0) + "/backchannel-logout");
    JsonArrayBuilder redirects = Json.createArrayBuilder();
    portalUrls.forEach(portal -> redirects.add(portal + "/callback"));
    put(
        "/clients/" + client.getString("id"),
        Json.createObjectBuilder(client)
            .add("rootUrl", portalUrls.get(0))
            .add("secret", secret)
            .add("redirectUris", redirects)
            .add("attributes", attributes)
            .build());
  }

  JsonObject portal() {
    JsonArray found = get("/clients?clientId=portal").asJsonArray();
    if (found.isEmpty()) {
      throw new IllegalStateException("The realm has no client 'portal'");
    }
    return found.getJsonObject(0);
  }

  /** Reads below {@code /admin/realms/guichet}. */
  JsonStructure get(String path) {
    return json(send(request(path).GET().build()));
  }

  /** Writes below {@code /admin/realms/guichet}. */
  void put(String path, JsonObject body) {
    send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body.toString()))
            .build());
  }

  /** Orders something below {@code /admin/realms/guichet}. */
  void post(String path) {
    send(request(path).POST(BodyPublishers.noBody()).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + "/admin/realms/" + DemoRealm.NAME + path))
        .header("Authorization", "Bearer " + token);
  }

  private String send(HttpRequest request) {
    try {
      HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "Keycloak answered "
                + response.statusCode()
                + " to "
                + request.method()
                + " "
                + request.uri()
                + ": "
                + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new IllegalStateException("Keycloak does not answer at " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while speaking to Keycloak", e);
    }
  }

  private static JsonStructure json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.read();
    }
  }
}
