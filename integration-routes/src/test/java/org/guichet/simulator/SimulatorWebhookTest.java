package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorWebhookTest {
  private record Received(String path, String id, String timestamp, String signature, String body) {
    JsonObject json() {
      return JsonText.parse(body);
    }

    String status() {
      return json().getJsonObject("data").getString("status");
    }
  }

  @TempDir Path data;
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private volatile int answer = 204;
  private HttpServer receiver;
  private CompanySimulator simulator;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
    startSimulator();
    caller.create("helpdesk/api/tickets", "R-1");
  }

  private void startSimulator() throws IOException {
    String hooks = "http://localhost:" + receiver.getAddress().getPort() + "/api/hooks";
    simulator = CompanySimulator.start(0, data, hooks);
    caller = new Caller(simulator);
  }

  private void receive(HttpExchange exchange) throws IOException {
    int status = answer; // a test that has seen the webhook may already want another answer
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    var headers = exchange.getRequestHeaders();
    received.add(
        new Received(
            exchange.getRequestURI().getPath(),
            headers.getFirst("webhook-id"),
            headers.getFirst("webhook-timestamp"),
            headers.getFirst("webhook-signature"),
            body));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @AfterEach
  void stop() throws Exception {
    simulator.close();
    receiver.stop(0);
  }

  @Test
  void aChangeIsAnnouncedAndSigned() throws Exception {
    JsonObject ticket = caller.set("helpdesk", "HD-1", "in repair");
    Received webhook = next();
    assertThat(webhook.path()).isEqualTo("/api/hooks/helpdesk");
    assertThat(webhook.json().getString("type")).isEqualTo("ticket.changed");
    assertThat(webhook.json().getString("timestamp")).isEqualTo(ticket.getString("changedAt"));
    assertThat(webhook.json().getJsonObject("data")).isEqualTo(ticket);
    assertThat(Long.parseLong(webhook.timestamp()))
        .isBetween(Instant.now().getEpochSecond() - 20, Instant.now().getEpochSecond());

    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("helpdesk-webhook-secret-1".getBytes(UTF_8), "HmacSHA256"));
    String signed = webhook.id() + "." + webhook.timestamp() + "." + webhook.body();
    assertThat(webhook.signature())
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8))));
  }

  @Test
  void theSpecificationsExampleIsSignedAsItSays() {
    WebhookSignature signature = new WebhookSignature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(signature.of("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aRefusedWebhookComesAgainUnderItsName() throws Exception {
    answer = 503;
    caller.set("helpdesk", "HD-1", "solved");
    Received first = next();
    answer = 204;
    Received second = next();
    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void aRestartDoesNotForgetOneThatIsOwed() throws Exception {
    answer = 503;
    caller.set("helpdesk", "HD-1", "solved");
    Received first = next();
    simulator.close();
    received.clear();
    answer = 204;
    startSimulator();
    assertThat(next().id()).isEqualTo(first.id());
  }

  @Test
  void aDuplicateHasTheSameName() throws Exception {
    caller.fault("helpdesk", "duplicate-webhook");
    caller.set("helpdesk", "HD-1", "solved");
    assertThat(next().id()).isEqualTo(next().id());
  }

  @Test
  void theOlderChangeArrivesLast() throws Exception {
    caller.fault("helpdesk", "out-of-order-webhook");
    caller.set("helpdesk", "HD-1", "in repair");
    caller.set("helpdesk", "HD-1", "solved");
    Received newer = next();
    Received older = next();
    assertThat(newer.status()).isEqualTo("solved");
    assertThat(older.status()).isEqualTo("in repair");
    assertThat(older.json().getString("timestamp")).isLessThan(newer.json().getString("timestamp"));
  }

  @Test
  void storageTellsNobody() throws Exception {
    caller.create("storage/api/folders", "R-1");
    caller.set("storage", "F-1", "archived");
    assertThat(caller.get("storage/_sim/webhooks").getJsonArray("webhooks")).isEmpty();
    assertThat(received).isEmpty();
  }

  private Received next() throws InterruptedException {
    Received webhook = received.poll(20, TimeUnit.SECONDS);
    assertThat(webhook).as("a webhook in time").isNotNull();
    return webhook;
  }
}
