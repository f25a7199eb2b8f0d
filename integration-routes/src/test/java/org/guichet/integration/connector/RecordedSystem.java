package org.guichet.integration.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A system that answers as a test says and remembers what it was asked, exactly as it arrived. */
final class RecordedSystem implements AutoCloseable {
  /** One call of it. */
  record Call(String method, String address, Map<String, String> headers, byte[] content) {
    String body() {
      return new String(content, UTF_8);
    }

    String line() {
      return method + " " + address;
    }

    /** A header's value; null when it did not come. */
    String header(String name) {
      return headers.get(name.toLowerCase(java.util.Locale.ROOT));
    }
  }

  /** What it says. */
  record Answer(int status, String body, Map<String, String> headers) {
    static Answer ok(String body) {
      return new Answer(200, body, Map.of());
    }

    static Answer of(int status, String body) {
      return new Answer(status, body, Map.of());
    }

    Answer with(String header, String value) {
      return new Answer(status, body, Map.of(header, value));
    }
  }

  /** How it decides. */
  interface Script {
    Answer answer(Call call);
  }

  private final HttpServer server;
  private final String scheme;
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
  private volatile Script script = call -> Answer.ok("{}");

  private RecordedSystem(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.createContext("/", this::handle);
    server.start();
  }

  static RecordedSystem start() throws IOException {
    return new RecordedSystem(HttpServer.create(anyPort(), 0), "http");
  }

  /** One with TLS. */
  static RecordedSystem startTls(SSLContext tls, boolean needsCertificate) throws IOException {
    HttpsServer server = HttpsServer.create(anyPort(), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(needsCertificate);
            parameters.setSSLParameters(wanted);
          }
        });
    return new RecordedSystem(server, "https");
  }

  private static InetSocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  void answers(Script how) {
    script = how;
  }

  /** The same to every call. */
  void answers(int status, String body) {
    script = call -> Answer.of(status, body);
  }

  String url() {
    return scheme + "://localhost:" + server.getAddress().getPort();
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  Call lastCall() {
    return Optional.of(calls()).map(all -> all.get(all.size() - 1)).orElseThrow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new LinkedHashMap<>();
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) ->
                  headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join(", ", values)));
      Call call =
          new Call(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              headers,
              exchange.getRequestBody().readAllBytes());
      calls.add(call);
      Answer answer = script.answer(call);
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] body = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
