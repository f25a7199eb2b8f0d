package org.guichet.integration.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.guichet.integration.Eventually;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What devices tell a real broker arrives at the inbox's door, once it is there and not before. */
class MqttSourceIT {
  private static final String ALARM = "{\"alarm\": \"paper jam\", \"text\": \"Tray 2\"}";

  @TempDir Path data;
  private final List<String> arrived = new CopyOnWriteArrayList<>();
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private final AtomicBoolean inboxIsAway = new AtomicBoolean();
  private EmbeddedBroker broker;
  private TestConnections portal;

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(data, "unused");
    portal = new TestConnections();
  }

  @AfterEach
  void stop() throws Exception {
    portal.close();
    broker.close();
  }

  private void listen(TestConnections node, Map<String, String> more) throws Exception {
    Map<String, String> properties = new HashMap<>();
    properties.put("broker", broker.address("tcp"));
    properties.put("topic", "alarms/#");
    properties.put("clientId", "guichet-it");
    properties.put("user", EmbeddedBroker.user());
    properties.put("password", node.secret("mqtt", EmbeddedBroker.password()));
    properties.putAll(more);
    Kamelet kamelet = Kamelet.find("mqtt-source").orElseThrow();
    assertThat(kamelet.problems(properties)).isEmpty();
    DefaultCamelContext camel = (DefaultCamelContext) node.camel().context();
    camel.addRoutes(inbox());
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.fromString("mqtt-source.kamelet.yaml", kamelet.yaml()));
    RouteTemplateDefinition template = camel.getRouteTemplateDefinition("mqtt-source");
    ProcessorDefinitionHelper.filterTypeInOutputs(
            template.getRoute().getOutputs(), ToDefinition.class)
        .stream()
        .filter(step -> "kamelet:sink".equals(step.getUri()))
        .forEach(step -> step.setUri("direct:inbox"));
    TemplatedRouteBuilder builder =
        TemplatedRouteBuilder.builder(camel, "mqtt-source").routeId("devices");
    properties.forEach(builder::parameter);
    builder.add();
  }

  private RouteBuilder inbox() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:inbox").process(MqttSourceIT.this::store);
      }
    };
  }

  private void store(Exchange exchange) {
    if (inboxIsAway.get()) {
      throw new IllegalStateException("the database is away");
    }
    arrived.add(exchange.getMessage().getBody(String.class));
    ids.add(exchange.getMessage().getHeader("guichet.messageId", String.class));
  }

  private void publish(String topic, String payload) throws Exception {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(EmbeddedBroker.user());
    options.setPassword(EmbeddedBroker.password().getBytes(UTF_8));
    MqttClient device =
        new MqttClient(
            broker.address("tcp"), "device-" + System.nanoTime(), new MemoryPersistence());
    device.connect(options);
    device.publish(topic, payload.getBytes(UTF_8), 1, false);
    device.disconnect();
    device.close();
  }

  private List<String> arrived(int count) throws Exception {
    return Eventually.value(() -> arrived, all -> all.size() >= count);
  }

  /** What the broker does not know to be stored it would give again. */
  private void arrivedAndAcknowledged() throws Exception {
    arrived(1);
    assertThat(Eventually.value(() -> broker.messages("guichet-it.alarms.#"), left -> left == 0))
        .isZero();
  }

  @Test
  void anAlarmArrivesOverTlsFromABrokerWhoseAuthorityIsTrusted() throws Exception {
    String secure = broker.secureAddress("ssl");
    try (TestConnections stranger = new TestConnections()) {
      assertThatThrownBy(() -> listen(stranger, Map.of("broker", secure)))
          .as("nobody has told whom to trust")
          .hasStackTraceContaining("SSLHandshakeException");
    }
    listen(portal, Map.of("broker", secure, "authority", broker.certificate()));
    publish("alarms/printer-7", ALARM);

    assertThat(arrived(1)).hasSize(1);
  }

  @Test
  void anAlarmArrivesWithItsTopicAndAnIdOfItsOwn() throws Exception {
    listen(portal, Map.of());
    publish("alarms/printer-7", ALARM);
    publish("alarms/printer-7", "door é open");

    assertThat(arrived(2)).hasSize(2);
    JsonObject first = JsonText.object(arrived.get(0));
    assertThat(first.getString("topic")).isEqualTo("alarms/printer-7");
    assertThat(first.getJsonObject("payload").getString("alarm")).isEqualTo("paper jam");
    assertThat(JsonText.object(arrived.get(1)).getString("payload")).isEqualTo("door é open");
    assertThat(ids).doesNotContainNull().doesNotHaveDuplicates();
  }

  @Test
  void whatComesWhileThePortalIsAwayIsKept() throws Exception {
    listen(portal, Map.of());
    publish("alarms/a", ALARM);
    arrivedAndAcknowledged();
    portal.close();
    publish("alarms/b", ALARM);
    publish("alarms/c", ALARM);

    listenAgainAndHear(3);
  }

  /** The next connection brings it, not one after that. */
  private void listenAgainAndHear(int count) throws Exception {
    portal.close();
    portal = new TestConnections();
    listen(portal, Map.of());
    assertThat(arrived(count)).hasSize(count);
  }

  @Test
  void whatCouldNotBeStoredIsGivenAgain() throws Exception {
    listen(portal, Map.of());
    inboxIsAway.set(true);
    publish("alarms/a", ALARM);
    publish("alarms/b", ALARM);
    portal.close();
    assertThat(arrived).isEmpty();

    inboxIsAway.set(false);
    listenAgainAndHear(2);
  }

  @Test
  void aBrokerThatComesBackIsHeardAgain() throws Exception {
    listen(portal, Map.of());
    publish("alarms/a", ALARM);
    arrivedAndAcknowledged();
    broker.stop();
    broker.start();
    publish("alarms/b", ALARM);

    assertThat(arrived(2)).hasSize(2);
  }

  @Test
  void aWrongPasswordIsNoticedAtTheStart() {
    assertThatThrownBy(() -> listen(portal, Map.of("password", "guess")))
        .hasStackTraceContaining("Bad User Name or Password");
  }
}
