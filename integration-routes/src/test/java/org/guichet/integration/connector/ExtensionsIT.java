package org.guichet.integration.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.guichet.integration.Eventually;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A component that is not in the application, in a folder beside it: the one for MQTT 3. */
class ExtensionsIT {
  private static final Path EXTENSIONS = Path.of("target/extensions");

  @TempDir Path data;

  private static Map<String, String> properties(EmbeddedBroker broker) {
    return Map.of(
        "topic", "alarms/echo",
        "brokerUrl", broker.address("tcp"),
        "username", EmbeddedBroker.user(),
        "password", EmbeddedBroker.password());
  }

  @Test
  void withoutItsJarsTheConnectorSaysThatItHasNoSuchKamelet() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, "unused");
        TestConnections connections = new TestConnections()) {
      assertThat(connections.open("mqtt-sink", properties(broker)).problem())
          .startsWith(
              "The Kamelet mqtt-sink cannot be used yet. It needs org.apache.camel:camel-paho:4.")
          .endsWith("into the folder of extensions and start the node anew.");
    }
  }

  @Test
  void withItsJarsItDelivers() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, "unused");
        TestConnections connections = new TestConnections(EXTENSIONS)) {
      MqttClient listener = listen(broker, heard);
      Connection connection = connections.open("mqtt-sink", properties(broker));
      assertThat(connection.problem()).isNull();

      connection.call(
          Verb.DELIVER, "{\"a\": 1}", new Envelope("8.1", false, Envelope.newTraceId()));
      assertThat(Eventually.value(() -> heard, all -> !all.isEmpty()))
          .containsExactly("{\"a\": 1}");
      listener.disconnect();
      listener.close();
    }
  }

  private static MqttClient listen(EmbeddedBroker broker, List<String> heard) throws Exception {
    MqttClient client = new MqttClient(broker.address("tcp"), "listener", new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(EmbeddedBroker.user());
    options.setPassword(EmbeddedBroker.password().getBytes(UTF_8));
    client.connect(options);
    client.subscribe(
        new MqttSubscription[] {new MqttSubscription("alarms/echo", 1)},
        new IMqttMessageListener[] {
          (topic, message) -> heard.add(new String(message.getPayload(), UTF_8))
        });
    return client;
  }
}
