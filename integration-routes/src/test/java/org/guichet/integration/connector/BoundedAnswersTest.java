package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.support.SimpleRegistry;
import org.guichet.delivery.Connector;
import org.guichet.integration.connector.CallFailed.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A system that answers 50 MB, as it is and squeezed into 50 kB. */
class BoundedAnswersTest {
  private static final int MEGABYTES = 50;
  private HttpServer system;
  private CamelRuntime camel;

  @BeforeEach
  void start() throws IOException {
    system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    system.createContext("/plain", exchange -> answer(exchange, false));
    system.createContext("/squeezed", exchange -> answer(exchange, true));
    system.start();
    camel = new CamelRuntime(new SimpleRegistry(), id -> id);
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    system.stop(0);
  }

  private static void answer(HttpExchange exchange, boolean squeezed) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    if (squeezed) {
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(200, 0);
    byte[] megabyte = new byte[1024 * 1024];
    Arrays.fill(megabyte, (byte) ' ');
    try (OutputStream body =
        squeezed ? new GZIPOutputStream(exchange.getResponseBody()) : exchange.getResponseBody()) {
      for (int i = 0; i < MEGABYTES; i++) {
        body.write(megabyte);
      }
      body.write("{\"id\": \"HD-1\"}".getBytes());
    }
  }

  @ParameterizedTest
  @CsvSource({"plain, probe", "plain, find", "plain, read", "squeezed, probe", "squeezed, find"})
  void isCutOff(String path, String verb) {
    String address = "http://localhost:" + system.getAddress().getPort() + "/" + path;
    Connector connector =
        Connector.trial(
            "helpdesk",
            "company-helpdesk-action",
            Map.of("baseUrl", address, "username", "u", "password", "p"));
    Connection connection = new ConnectorRoutes(camel).open(connector);

    CallFailed failure =
        catchThrowableOfType(
            CallFailed.class,
            () ->
                connection.call(
                    Verb.valueOf(verb.toUpperCase()),
                    "{\"reference\": \"R-1\", \"externalId\": \"1\"}",
                    Envelope.reading()));

    assertThat(failure.reason()).isEqualTo(Reason.TOO_LONG);
  }
}
