package org.guichet.integration.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.ConnectionOptions;
import org.apache.qpid.protonj2.client.Delivery;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Receiver;
import org.guichet.integration.Eventually;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events to a real broker, ActiveMQ Artemis, and what it does on bad days. */
class AmqpKameletIT {
  private static final String EVENT =
      "{\"type\": \"request.submitted\", \"time\": \"2026-11-21T10:00:00Z\", \"data\": {\"subject\": \"é😀\"}}";

  @TempDir Path data;
  private final TestConnections connections = new TestConnections();
  private EmbeddedBroker broker;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(data, "requests");
  }

  @AfterEach
  void stop() throws Exception {
    connections.close();
    broker.close();
  }

  private Connection open(String... more) {
    Map<String, String> properties = new HashMap<>();
    properties.put("broker", broker.address("amqp"));
    properties.put("address", "requests");
    properties.put("user", EmbeddedBroker.user());
    properties.put("password", connections.secret("broker", EmbeddedBroker.password()));
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return connections.open("amqp-action", properties);
  }

  private static Envelope key(String key) {
    return new Envelope(key, false, Envelope.newTraceId(), "R-2026-000001", null);
  }

  private static CallFailed failure(Connection connection, Verb verb) {
    CallFailed failure =
        catchThrowableOfType(CallFailed.class, () -> connection.call(verb, EVENT, key("8.1")));
    assertThat(failure).as("the call did not fail").isNotNull();
    return failure;
  }

  private Message<byte[]> receive() throws Exception {
    try (Client client = Client.create();
        org.apache.qpid.protonj2.client.Connection reader =
            client.connect(
                "localhost",
                broker.port(),
                new ConnectionOptions()
                    .user(EmbeddedBroker.user())
                    .password(EmbeddedBroker.password()));
        Receiver receiver = reader.openReceiver("requests")) {
      Delivery delivery = receiver.receive(10, TimeUnit.SECONDS);
      assertThat(delivery).as("nothing arrived").isNotNull();
      Message<byte[]> message = delivery.message();
      delivery.accept();
      return message;
    }
  }

  @Test
  void anEventArrivesAsADurableCloudEvent() throws Exception {
    Connection connection = open("source", "https://portal.example");
    assertThat(connection.givesReceipts()).isFalse();
    assertThat(connection.call(Verb.DELIVER, EVENT, key("8.1")).body()).isEqualTo("{}");

    Message<byte[]> message = receive();
    assertThat(message.messageId()).isEqualTo("8.1");
    assertThat(message.durable()).isTrue();
    assertThat(message.contentType()).startsWith("application/cloudevents+json");
    assertThat(message.subject()).isEqualTo("request.submitted");
    JsonObject event = JsonText.object(new String(message.body(), UTF_8));
    assertThat(event)
        .isEqualTo(
            JsonText.object(
                """
                {"specversion": "1.0", "id": "8.1", "source": "https://portal.example",
                 "type": "request.submitted", "datacontenttype": "application/json",
                 "data": {"subject": "é😀"}, "subject": "R-2026-000001",
                 "time": "2026-11-21T10:00:00Z"}
                """));
  }

  @Test
  void whatTheBrokerTookOutlivesIt() throws Exception {
    open().call(Verb.DELIVER, EVENT, key("8.1"));
    broker.stop();
    broker.start();

    assertThat(receive().messageId()).isEqualTo("8.1");
  }

  @Test
  void aRepeatIsOneMessage() throws Exception {
    Connection connection = open();
    connection.call(Verb.DELIVER, EVENT, key("8.1"));
    connection.call(Verb.DELIVER, EVENT, key("8.1"));
    connection.call(Verb.DELIVER, EVENT, key("8.2"));

    assertThat(Eventually.value(() -> broker.messages("requests"), n -> n == 2)).isEqualTo(2);
  }

  @Test
  void oneConnectionServesAllMessagesAndEndsWithTheConnector() throws Exception {
    int before = broker.connections();
    Connection connection = open();
    for (int i = 0; i < 20; i++) {
      connection.call(Verb.DELIVER, EVENT, key("8." + i));
    }
    assertThat(broker.connections()).isEqualTo(before + 1);

    connections.close(connection);
    assertThat(Eventually.value(broker::connections, n -> n == before)).isEqualTo(before);
  }

  @Test
  void aBrokerThatIsAwayIsTriedAgainAndFoundAgain() throws Exception {
    Connection connection = open();
    connection.call(Verb.DELIVER, EVENT, key("8.1"));
    broker.stop();
    assertThat(failure(connection, Verb.DELIVER).reason())
        .isIn(Reason.UNREACHABLE, Reason.BROKEN_OFF);
    assertThat(failure(connection, Verb.PROBE).reason()).isEqualTo(Reason.UNREACHABLE);

    broker.start();
    connection.call(Verb.DELIVER, EVENT, key("8.3"));
    assertThat(Eventually.value(() -> broker.messages("requests"), n -> n == 2)).isEqualTo(2);
  }

  @Test
  void aWrongPasswordIsAboutCredentials() {
    assertThat(
            failure(open("password", connections.secret("wrong", "guess")), Verb.DELIVER).reason())
        .isEqualTo(Reason.CREDENTIALS);
    assertThat(failure(open("user", "", "password", ""), Verb.PROBE).reason())
        .isEqualTo(Reason.CREDENTIALS);
  }

  @Test
  void aProbeWritesNothingAndKnowsTheQueue() throws Exception {
    open().call(Verb.PROBE, "{}", Envelope.reading());
    assertThat(broker.messages("requests")).isZero();

    CallFailed failure = failure(open("address", "nowhere"), Verb.PROBE);
    assertThat(failure.reason()).isEqualTo(Reason.NOT_NOW);
    assertThat(failure.answer()).contains("nowhere");
  }

  @Test
  void anEventArrivesOverTlsAtABrokerWhoseAuthorityIsTrusted() throws Exception {
    String secure = broker.secureAddress("amqps");
    open("broker", secure, "authority", broker.certificate()).call(Verb.DELIVER, EVENT, key("8.1"));

    assertThat(receive().messageId()).isEqualTo("8.1");
    assertThat(failure(open("broker", secure), Verb.PROBE).reason())
        .as("nobody has told whom to trust")
        .isEqualTo(Reason.INSECURE);
  }

  @Test
  void aBrokerWithoutTlsIsNoSecureOne() {
    assertThat(failure(open("broker", broker.address("amqps")), Verb.PROBE).reason())
        .isIn(Reason.INSECURE, Reason.UNREACHABLE);
  }

  @Test
  void nobodyThereIsKnownWithinSeconds() {
    long before = System.nanoTime();
    assertThat(failure(open("broker", "amqp://localhost:9"), Verb.PROBE).reason())
        .isEqualTo(Reason.UNREACHABLE);
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
  }
}
