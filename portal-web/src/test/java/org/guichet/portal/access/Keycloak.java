package org.guichet.portal.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
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
import org.guichet.keycloak.KeycloakServer;

/** What an administrator of Keycloak does in these tests. */
final class Keycloak {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private Keycloak() {}

  /** How long an access token lives from now on. */
  static void tokensLive(int seconds) {
    JsonObject realm = ask(request("").GET()).asJsonObject();
    var changed = Json.createObjectBuilder(realm).add("accessTokenLifespan", seconds).build();
    ask(request("").PUT(BodyPublishers.ofString(changed.toString())));
  }

  /**
   * Lets that person sign in, or no longer. By id: Keycloak's search does not find the disabled.
   */
  static void allow(String id, boolean allowed) {
    JsonObject user = ask(request("/users/" + id).GET()).asJsonObject();
    var changed = Json.createObjectBuilder(user).add("enabled", allowed).build();
    ask(request("/users/" + id).PUT(BodyPublishers.ofString(changed.toString())));
  }

  /** Makes it fall silent in the middle of everything, as an overloaded server does. */
  static void fallSilent() {
    signal("-STOP");
  }

  static void wakeUp() {
    signal("-CONT");
  }

  private static void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(House.keycloak().pid())).start().waitFor();
    } catch (IOException e) {
      throw new AssertionError("No kill on this machine", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static JsonObject find(String username) {
    return ask(request("/users?exact=true&username=" + username).GET())
        .asJsonArray()
        .getJsonObject(0);
  }

  /** Ends every session of that person, as the button in the console does. */
  static void endSessionsOf(String username) {
    String id = find(username).getString("id");
    ask(request("/users/" + id + "/logout").POST(BodyPublishers.noBody()));
  }

  private static HttpRequest.Builder request(String path) {
    String realm = House.keycloak().issuer().replace("/realms/", "/admin/realms/");
    return HttpRequest.newBuilder(URI.create(realm + path))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + token());
  }

  private static String token() {
    String form =
        "grant_type=password&client_id=admin-cli&username=%s&password=%s"
            .formatted(KeycloakServer.ADMIN, URLEncoder.encode(KeycloakServer.PASSWORD, UTF_8));
    String address = House.keycloak().url() + "/realms/master/protocol/openid-connect/token";
    return ask(HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)))
        .asJsonObject()
        .getString("access_token");
  }

  private static JsonStructure ask(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new AssertionError(answer.statusCode() + " from " + answer.uri());
      }
      return answer.body().isBlank()
          ? JsonObject.EMPTY_JSON_OBJECT
          : Json.createReader(new StringReader(answer.body())).read();
    } catch (IOException e) {
      throw new AssertionError("Keycloak does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
