package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Another program that uses the company's systems; it has credentials for all of them. */
final class Caller {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Map<String, String> FIRST_RECORD =
      Map.of(
          "crm/api/cases", "{'reference':'%s','subject':'Laptop','customer':{'name':'Camille'}}",
          "crm/api/payments", "{'reference':'%s','amount':85.00,'currency':'EUR'}",
          "helpdesk/api/tickets", "{'reference':'%s','title':'Laptop','body':'It fell'}",
          "invoicing/api/invoices",
              "{'reference':'%s','lines':[{'text':'Work','amount':60},{'text':'Part','amount':'12.5'}]}",
          "storage/api/folders", "{'reference':'%s','title':'Photographs'}");

  private final CompanySimulator simulator;

  Caller(CompanySimulator simulator) {
    this.simulator = simulator;
  }

  /** A valid body for this address. */
  static String body(String path, String reference) {
    return FIRST_RECORD.get(path).replace('\'', '"').formatted(reference);
  }

  HttpResponse<String> create(String path, String reference, String... headers)
      throws IOException, InterruptedException {
    return send("POST", path, body(path, reference), headers);
  }

  /** Calls with the credentials of the system the path begins with. */
  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = request(method, path, body).headers(credentials(path));
    return CLIENT.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> sendAsStranger(String method, String path, String body)
      throws IOException, InterruptedException {
    return CLIENT.send(request(method, path, body).build(), BodyHandlers.ofString());
  }

  JsonObject get(String path) throws IOException, InterruptedException {
    return JsonText.parse(send("GET", path, "").body());
  }

  /** Plays the staff of a system. */
  JsonObject set(String system, String id, String status) throws IOException, InterruptedException {
    String body = JsonText.object().add("status", status).build().toString();
    return JsonText.parse(sendAsStranger("POST", system + "/_sim/records/" + id, body).body());
  }

  void fault(String system, String mode) throws IOException, InterruptedException {
    String body = "{\"mode\":\"" + mode + "\",\"seconds\":60,\"retryAfter\":7,\"delayMs\":300}";
    sendAsStranger("POST", system + "/_sim/fault", body);
  }

  List<JsonObject> records(String system) throws IOException, InterruptedException {
    return get(system + "/_sim/records").getJsonArray("records").getValuesAs(JsonObject.class);
  }

  URI address(String path) {
    int slash = path.indexOf('/');
    return URI.create(simulator.url(path.substring(0, slash)) + path.substring(slash));
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    return HttpRequest.newBuilder(address(path))
        .timeout(Duration.ofSeconds(20))
        .method(method, HttpRequest.BodyPublishers.ofString(body));
  }

  private String[] credentials(String path) throws IOException, InterruptedException {
    return switch (path.substring(0, path.indexOf('/'))) {
      case "crm" -> new String[] {"Authorization", "Bearer " + token("cases payments")};
      case "helpdesk" -> new String[] {"Authorization", basic("guichet:helpdesk-secret")};
      case "invoicing" -> new String[] {"X-Api-Key", "invoicing-key"};
      default -> new String[] {"Authorization", "Bearer storage-token"};
    };
  }

  String token(String scope) throws IOException, InterruptedException {
    HttpRequest request =
        request(
                "POST",
                "crm/oauth/token",
                "grant_type=client_credentials&scope=" + scope.replace(' ', '+'))
            .header("Authorization", basic("guichet:crm-secret"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .build();
    return JsonText.parse(CLIENT.send(request, BodyHandlers.ofString()).body())
        .getString("access_token", "none");
  }

  private static String basic(String userAndPassword) {
    return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
  }
}
