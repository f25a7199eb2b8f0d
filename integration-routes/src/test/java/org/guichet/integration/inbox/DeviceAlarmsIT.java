package org.guichet.integration.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.support.SimpleRegistry;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.delivery.ChangeConnectors;
import org.guichet.delivery.ConnectorDraft;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.KameletFile;
import org.guichet.delivery.Kamelets;
import org.guichet.delivery.OneNode;
import org.guichet.delivery.Secrets;
import org.guichet.inbox.Applied;
import org.guichet.inbox.Inbox;
import org.guichet.inbox.InboxMessage;
import org.guichet.integration.Eventually;
import org.guichet.integration.connector.CamelRuntime;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.connector.EmbeddedBroker;
import org.guichet.integration.connector.Sources;
import org.guichet.shared.Announcer;
import org.guichet.shared.LocalizedText;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a device's alarm at a real broker to a request, with two nodes of which one is lost. */
class DeviceAlarmsIT {
  @TempDir Path data;
  private EmbeddedBroker broker;
  private TestDomain domain;
  private Connectors connectors;
  private Kamelets kamelets;
  private final AtomicInteger refused = new AtomicInteger();
  private Node first;
  private Node second;

  private final class Node {
    private final CamelRuntime camel =
        new CamelRuntime(new SimpleRegistry(), secret -> EmbeddedBroker.password());
    private final Connections connections = new Connections(connectors, kamelets, camel);
    private final Sources sources =
        new Sources(connections, camel, inbox(), new OneNode(domain.jdbi), Thread::new);

    private Inbox inbox() {
      return new Inbox(domain.jdbi, new Announcer(domain.jdbi)) {
        @Override
        public boolean receive(int connectorId, String messageId, String body) {
          try {
            return super.receive(connectorId, messageId, body);
          } catch (RuntimeException e) {
            refused.incrementAndGet();
            throw e;
          }
        }
      };
    }

    private Node start() {
      connections.refresh();
      sources.start();
      return this;
    }

    private void stop() {
      sources.stop();
      connections.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    broker = EmbeddedBroker.start(data, "unused");
    domain = TestDomain.start();
    AuditTrail audit = new AuditTrail(domain.jdbi);
    Announcer announcer = new Announcer(domain.jdbi);
    connectors = new Connectors(domain.jdbi, audit, announcer);
    kamelets = new Kamelets(domain.jdbi, audit, announcer);
    ChangeConnectors change =
        new ChangeConnectors(
            domain.jdbi,
            connectors,
            kamelets,
            new Secrets(domain.jdbi, domain.masterKey()),
            audit,
            announcer);
    Viewer admin = domain.viewer("sofia", Role.INTEGRATION_ADMIN);
    domain.inTransaction(
        () -> {
          KameletFile mqtt = KameletFile.parse(shipped());
          kamelets.keepShipped(List.of(mqtt), Kamelets.Origin.SHIPPED);
          LocalizedText name = new LocalizedText(Map.of("en", "Machines"));
          change.create(
              admin,
              "machines",
              ConnectorDraft.of(
                  mqtt,
                  name,
                  name,
                  name,
                  Map.of(
                      "broker", broker.address("tcp"),
                      "topic", "alarms/#",
                      "clientId", "guichet-it",
                      "user", EmbeddedBroker.user(),
                      "password", "{{secret:mqtt}}")));
          return null;
        });
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update connector set default_person_id = (select id from person"
                    + " where email like 'camille@%') where key = 'machines'"));
    first = new Node().start();
    assertThat(Eventually.value(first.sources::count, count -> count == 1)).isEqualTo(1);
    second = new Node().start();
  }

  private static String shipped() throws Exception {
    try (var file =
        DeviceAlarmsIT.class.getResourceAsStream("/kamelets/mqtt-source.kamelet.yaml")) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  @AfterEach
  void stop() throws Exception {
    first.stop();
    second.stop();
    domain.close();
    broker.close();
  }

  private void alarm(String device, String alarm) throws Exception {
    alarms(device, alarm, 1);
  }

  private void alarms(String device, String alarm, int count) throws Exception {
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(EmbeddedBroker.user());
    options.setPassword(EmbeddedBroker.password().getBytes(UTF_8));
    MqttClient client =
        new MqttClient(
            broker.address("tcp"), "device-" + System.nanoTime(), new MemoryPersistence());
    client.connect(options);
    String said = "{\"alarm\": \"" + alarm + "\", \"text\": \"Somebody should look\"}";
    for (int i = 0; i < count; i++) {
      client.publish("alarms/" + device, said.getBytes(UTF_8), 1, false);
    }
    client.disconnect();
    client.close();
  }

  private void apply(int messages) throws Exception {
    assertThat(Eventually.value(this::stored, count -> count >= messages))
        .isGreaterThanOrEqualTo(messages);
    Inbox inbox =
        new Inbox(domain.jdbi, new Announcer(domain.jdbi)) {
          @Override
          public boolean next(Function<InboxMessage, Applied> apply) {
            return domain.inTransaction(() -> super.next(apply));
          }
        };
    new InboxApplier(inbox, connectors, domain.applyWord, Thread::new).applyAll();
  }

  private int stored() {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from inbox_message m join connector c on c.id = m.connector_id"
                        + " where c.key = 'machines'")
                .mapTo(Integer.class)
                .one());
  }

  private List<String> requests() {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select f.fold_key || ' x' || f.count from folded_report f"
                        + " join service_request r on r.id = f.request_id order by f.fold_key")
                .mapTo(String.class)
                .list());
  }

  @Test
  void anAlarmOpensOneRequestAndItsRepeatsAreCountedThere() throws Exception {
    alarm("press-1", "overheated");
    alarm("press-1", "overheated");
    alarm("press-2", "overheated");
    alarm("press-1", "overheated");
    alarm("press-1", "no oil");
    apply(5);

    assertThat(requests())
        .containsExactly(
            "alarms/press-1 no oil x1",
            "alarms/press-1 overheated x3",
            "alarms/press-2 overheated x1");
  }

  @Test
  void aNodeThatIsLostLosesNoAlarm() throws Exception {
    for (int i = 0; i < 5; i++) {
      alarm("press-1", "overheated");
      alarm("press-2", "overheated");
    }
    first.stop();
    for (int i = 0; i < 5; i++) {
      alarm("press-1", "overheated");
      alarm("press-2", "overheated");
    }
    assertThat(Eventually.value(second.sources::count, count -> count == 1)).isEqualTo(1);
    alarm("press-1", "overheated");
    apply(21);

    // What was given twice is counted twice, and opens nothing.
    assertThat(requests()).hasSize(2).allMatch(line -> line.matches(".* x1\\d"));
  }

  @Test
  void whatCameWhileNobodyListenedIsThereAsSoonAsSomebodyDoes() throws Exception {
    second.stop();
    first.stop();
    alarms("press-1", "overheated", 300);
    second = new Node().start();

    apply(300);
    assertThat(stored()).isEqualTo(300);
    assertThat(requests()).containsExactly("alarms/press-1 overheated x300");
  }

  @Test
  void whatCannotBeStoredNowIsStoredAsSoonAsItCan() throws Exception {
    second.stop();
    domain.jdbi.useHandle(handle -> handle.execute("alter table inbox_message rename to away"));
    alarms("press-1", "overheated", 3);
    assertThat(Eventually.value(refused::get, count -> count > 0)).isPositive();
    domain.jdbi.useHandle(handle -> handle.execute("alter table away rename to inbox_message"));

    apply(3);
    assertThat(requests()).containsExactly("alarms/press-1 overheated x3");
  }
}
