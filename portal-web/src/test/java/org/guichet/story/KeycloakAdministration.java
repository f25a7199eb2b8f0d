package org.guichet.story;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.guichet.demo.Account;
import org.guichet.keycloak.KeycloakServer;

/** What an administrator of Keycloak does to a person's sessions. */
final class KeycloakAdministration {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String keycloak;

  KeycloakAdministration(String keycloak) {
    this.keycloak = keycloak;
  }

  /** Ends every session of a person; Keycloak tells the portal so by itself. */
  void signOut(String username) {
    String users = keycloak + "/admin/realms/guichet/users";
    String token = token();
    String id =
        json(send(authorized(users + "?exact=true&username=" + username, token).build()))
            .asJsonArray()
            .getJsonObject(0)
            .getString("id");
    send(authorized(users + "/" + id + "/logout", token).POST(BodyPublishers.noBody()).build());
  }

  /** Lets somebody in who asks for services. */
  void create(Account account, String firstName, String lastName, String email) {
    JsonObject user =
        Json.createObjectBuilder()
            .add("username", account.username())
            .add("firstName", firstName)
            .add("lastName", lastName)
            .add("email", email)
            .add("emailVerified", true)
            .add("enabled", true)
            .add(
                "credentials",
                Json.createArrayBuilder()
                    .add(
                        Json.createObjectBuilder()
                            .add("type", "password")
                            .add("value", account.password())
                            .add("temporary", false)))
            .build();
    send(
        authorized(keycloak + "/admin/realms/guichet/users", token())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(user.toString()))
            .build());
  }

  private String token() {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(keycloak + "/realms/master/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=password&client_id=admin-cli&username="
                        + KeycloakServer.ADMIN
                        + "&password="
                        + KeycloakServer.PASSWORD))
            .build();
    return json(send(request)).asJsonObject().getString("access_token");
  }

  private static HttpRequest.Builder authorized(String address, String token) {
    return HttpRequest.newBuilder(URI.create(address)).header("Authorization", "Bearer " + token);
  }

  private String send(HttpRequest request) {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new AssertionError(request.uri() + " answered " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonStructure json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.read();
    }
  }
}
