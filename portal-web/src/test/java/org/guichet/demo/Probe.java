package org.guichet.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks an address whether anybody sensible answers there. */
final class Probe {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int NOT_FOUND = 404;
  private static final int SERVER_ERROR = 500;
  private final HttpClient http = HttpClient.newHttpClient();
  private final HttpRequest request;

  Probe(String url) {
    request = HttpRequest.newBuilder(URI.create(url)).timeout(LIMIT).build();
  }

  /** A page, or the way to the sign-in page; neither "not here" nor "broken". */
  boolean answers() {
    try {
      int status = http.send(request, BodyHandlers.discarding()).statusCode();
      return status != NOT_FOUND && status < SERVER_ERROR;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
