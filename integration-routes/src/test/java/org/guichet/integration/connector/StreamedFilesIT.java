package org.guichet.integration.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photographs and films go through in small pieces, whatever their size. */
class StreamedFilesIT {
  private static final long MB = 1024 * 1024;
  private static final long SIZE = 200 * MB;

  @TempDir Path data;
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong held = new AtomicLong();
  private final AtomicBoolean closed = new AtomicBoolean();
  private HttpServer storage;
  private CompanySystems systems;

  @BeforeEach
  void start() throws Exception {
    systems = CompanySystems.start(data);
    storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    storage.createContext("/", this::store);
    storage.start();
  }

  @AfterEach
  void stop() throws Exception {
    storage.stop(0);
    systems.close();
  }

  private void store(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("PUT")) {
        receive(exchange.getRequestBody());
      }
      byte[] answer = "{\"id\": \"F-1\", \"status\": \"open\"}".getBytes(UTF_8);
      exchange.sendResponseHeaders(201, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  /** Notes how much was read from the file and has not arrived here yet. */
  private void receive(InputStream content) throws IOException {
    byte[] piece = new byte[64 * 1024];
    for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
      long behind = read.get() - received.addAndGet(n);
      held.accumulateAndGet(behind, Math::max);
    }
  }

  /** A large file that nobody has to have on disk. */
  private InputStream film() {
    return new InputStream() {
      @Override
      public int read() {
        return read.getAndIncrement() < SIZE ? 'x' : -1;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        int n = (int) Math.min(length, SIZE - read.get());
        read.addAndGet(n);
        return n == 0 ? -1 : n;
      }

      @Override
      public void close() {
        closed.set(true);
      }
    };
  }

  @Test
  void twoHundredMegabytesAreNeverHeldTogether() throws Exception {
    String id = systems.file(this::film);
    String body =
        "{\"reference\": \"R-1\", \"title\": \"Film\", \"files\": [{\"id\": \""
            + id
            + "\", \"name\": \"film.mp4\", \"mediaType\": \"video/mp4\"}]}";

    systems
        .open("storage", "http://localhost:" + storage.getAddress().getPort())
        .call(Verb.DELIVER, body, new Envelope("key-1", false, Envelope.newTraceId()));
    assertThat(received).hasValue(SIZE);
    assertThat(closed).isTrue();
    assertThat(held.get()).isLessThan(16 * MB);
  }
}
