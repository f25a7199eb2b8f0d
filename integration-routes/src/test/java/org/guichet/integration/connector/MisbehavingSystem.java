package org.guichet.integration.connector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A system that takes what it is sent, the same content once, and then answers badly so many times.
 */
final class MisbehavingSystem implements AutoCloseable {
  /** An answer. */
  interface Manner {
    void answer(HttpExchange call, String receipt) throws IOException;
  }

  /** Fifty million characters that begin like JSON. */
  static final Manner FIFTY_MEGABYTES =
      (call, receipt) -> {
        call.sendResponseHeaders(200, 0);
        byte[] piece = "{\"a\": \"b\"},".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        try (OutputStream body = call.getResponseBody()) {
          body.write('[');
          for (int sent = 0; sent < 50_000_000; sent += piece.length) {
            body.write(piece);
          }
        }
      };

  /** Half of the answer, then the connection is cut. */
  static final Manner CUT =
      (call, receipt) -> {
        call.sendResponseHeaders(200, receipt.length());
        call.getResponseBody().write(receipt.substring(0, receipt.length() / 2).getBytes());
        call.getResponseBody().flush();
        call.close();
      };

  private static final Manner WELL =
      (call, receipt) -> {
        call.sendResponseHeaders(200, receipt.length());
        call.getResponseBody().write(receipt.getBytes());
        call.close();
      };

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> records = new ArrayList<>();
  private Manner manner = WELL;
  private int times;
  private int calls;

  MisbehavingSystem() throws IOException {
    server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  synchronized void misbehave(Manner how, int often) {
    manner = how;
    times = often;
  }

  /** What it was sent, each content once. */
  synchronized List<String> records() {
    return List.copyOf(records);
  }

  synchronized int calls() {
    return calls;
  }

  private void take(HttpExchange call) throws IOException {
    String content = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    keep(content).answer(call, "{\"externalId\": \"E-" + (records().indexOf(content) + 1) + "\"}");
  }

  private synchronized Manner keep(String content) {
    calls++;
    if (!records.contains(content)) {
      records.add(content);
    }
    return times-- > 0 ? manner : WELL;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
