package org.guichet.integration.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What IT sees who tries the Kamelet of docs/connectors.md from the command line. */
class TryKameletTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Map<String, String> options = new HashMap<>();
  private HttpServer system;
  private String received;
  private int status = 201;
  private String answer =
      "{\"id\": \"I-7\", \"url\": \"https://x.example/I-7\", \"status\": \"draft\"}";

  @BeforeEach
  void start() throws IOException {
    system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    system.createContext("/", this::answer);
    system.start();
    String page = Files.readString(Path.of("../docs/connectors.md"));
    int begin = page.indexOf("```yaml\n") + 8;
    option("kamelet", page.substring(begin, page.indexOf("```", begin)));
    option(
        "properties",
        "baseUrl=http://localhost:" + system.getAddress().getPort() + "\napiKey=a-secret-key\n");
    options.put("verb", "deliver");
  }

  @AfterEach
  void stop() {
    system.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    received = new String(call.getRequestBody().readAllBytes(), UTF_8);
    byte[] body = answer.getBytes(UTF_8);
    call.sendResponseHeaders(status, body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  private void option(String name, String content) throws IOException {
    options.put(name, Files.writeString(folder.resolve(name), content).toString());
  }

  private boolean run() {
    return new TryKamelet(new PrintStream(printed, true, UTF_8))
        .run(name -> Optional.ofNullable(options.get(name)));
  }

  @Test
  void theDocumentedEventGoesThroughTheMappingAndTheReceiptIsShown() throws IOException {
    option("mapping", "{reference: .request.number, here: .here}");
    assertThat(run()).isTrue();
    assertThat(received).contains("R-2026-000001").contains("\"here\":null");
    assertThat(printed.toString(UTF_8))
        .containsPattern("Confirmed\\s+I-7")
        .doesNotContain("a-secret-key");
  }

  @Test
  void aRefusalIsReadAsTheEngineWouldReadIt() throws IOException {
    status = 422;
    answer = "{\"message\": \"The amount is missing\"}";
    assertThat(run()).isFalse();
    assertThat(printed.toString(UTF_8))
        .contains("The system refused it (422): The amount is missing")
        .contains("would be dead until somebody decides");
  }

  @Test
  void anAnswerWithoutANumberIsNoConfirmation() {
    answer = "{}";
    assertThat(run()).isFalse();
    assertThat(printed.toString(UTF_8)).contains("does not understand");
  }

  @Test
  void aMissingPropertyIsNamedBeforeAnythingIsSent() throws IOException {
    option("properties", "baseUrl=http://localhost:1\n");
    assertThat(run()).isFalse();
    assertThat(printed.toString(UTF_8)).contains("API key is missing.");
    assertThat(received).isNull();
  }

  @Test
  void withoutAFileItSaysHowItIsUsed() {
    options.clear();
    assertThat(run()).isFalse();
    assertThat(printed.toString(UTF_8)).startsWith("Usage: mvn -q -Ptry");
  }
}
