package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One HTTP call, with its path taken apart and its answer still owed. */
final class Call {
  private static final int LARGEST_BODY = 4 << 20;

  private final HttpExchange exchange;
  private final List<String> segments;
  private final Map<String, String> query;

  Call(HttpExchange exchange) {
    this.exchange = exchange;
    this.segments =
        Stream.of(exchange.getRequestURI().getRawPath().split("/"))
            .filter(part -> !part.isEmpty())
            .map(part -> URLDecoder.decode(part.replace("+", "%2B"), UTF_8))
            .toList();
    this.query = fields(exchange.getRequestURI().getRawQuery());
  }

  String method() {
    return exchange.getRequestMethod();
  }

  boolean isPost() {
    return method().equals("POST");
  }

  /** The part of the path at this place, "" behind its end. */
  String segment(int place) {
    return place < segments.size() ? segments.get(place) : "";
  }

  int depth() {
    return segments.size();
  }

  /** Path and query, as the caller wrote them. */
  String address() {
    return exchange.getRequestURI().toString();
  }

  String query(String name) {
    return query.get(name);
  }

  String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  JsonObject json() throws IOException {
    return JsonText.parse(text());
  }

  Map<String, String> form() throws IOException {
    return fields(text());
  }

  InputStream body() {
    return exchange.getRequestBody();
  }

  /** Reads what the caller still wants to send: cut off in the middle, it would miss our answer. */
  void drain() throws IOException {
    body().transferTo(OutputStream.nullOutputStream());
  }

  void send(Answer answer) throws IOException {
    drain();
    headers(answer.headers());
    exchange.sendResponseHeaders(
        answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
    if (answer.body().length > 0) {
      exchange.getResponseBody().write(answer.body());
    }
    exchange.close();
  }

  void sendFile(Path file, Map<String, String> headers) throws IOException {
    headers(headers);
    long size = Files.size(file);
    exchange.sendResponseHeaders(200, size == 0 ? -1 : size);
    if (size > 0) {
      Files.copy(file, exchange.getResponseBody());
    }
    exchange.close();
  }

  /** Ends the connection without a word: before an answer has begun, the server just closes it. */
  void drop() {
    exchange.close();
  }

  private void headers(Map<String, String> headers) {
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
  }

  private String text() throws IOException {
    byte[] bytes = body().readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw new Refusal(413, "more than " + (LARGEST_BODY >> 20) + " MB");
    }
    return new String(bytes, UTF_8);
  }

  private static Map<String, String> fields(String encoded) {
    Map<String, String> fields = new HashMap<>();
    if (encoded != null) {
      for (String pair : encoded.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          fields.put(
              URLDecoder.decode(pair.substring(0, equals), UTF_8),
              URLDecoder.decode(pair.substring(equals + 1), UTF_8));
        }
      }
    }
    return fields;
  }
}
