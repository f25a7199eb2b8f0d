package org.guichet.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.guichet.integration.connector.Connections;

/** Java's own HTTP client and nothing else: the same body again and again. */
final class HttpLoop implements Runner.Loop {
  private static final String BODY = "{\"text\":\"" + "x".repeat(400) + "\"}";
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<URI> sinks;

  HttpLoop(Connections connections) {
    sinks =
        connections.all().stream()
            .map(open -> open.connector().parameters().get("baseUrl") + "/api/invoices")
            .map(URI::create)
            .toList();
  }

  @Override
  public int step(int thread) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(sinks.get(thread % sinks.size()))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(BODY))
            .build();
    HttpResponse<String> answer;
    try {
      answer = http.send(request, BodyHandlers.ofString());
    } catch (IOException e) { // a kept connection has gone, which this client does not repair
      answer = http.send(request, BodyHandlers.ofString());
    }
    if (answer.statusCode() != 201) {
      throw new IllegalStateException("The sink answered " + answer.statusCode());
    }
    return 1;
  }
}
