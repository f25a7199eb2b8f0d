package org.guichet.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.apache.camel.support.SimpleRegistry;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.delivery.ChangeConnectors;
import org.guichet.delivery.ConnectorDraft;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.DeliveryRow;
import org.guichet.delivery.DeliveryState;
import org.guichet.delivery.Flows;
import org.guichet.delivery.Kamelets;
import org.guichet.delivery.Secrets;
import org.guichet.integration.Eventually;
import org.guichet.integration.connector.CallFailed;
import org.guichet.integration.connector.CamelRuntime;
import org.guichet.integration.connector.CompanySystems;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.connector.Envelope;
import org.guichet.integration.connector.Verb;
import org.guichet.request.Submission;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.LocalizedText;
import org.guichet.shared.Settings;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Two nodes on one database follow what IT changes, without a restart and at once. */
class ConnectorsAtRunTimeIT {
  private static final Duration SOON = Duration.ofSeconds(1);

  @TempDir Path data;
  @TempDir Path folder;
  private CompanySystems systems;
  private TestDomain domain;
  private Connectors connectors;
  private Kamelets kamelets;
  private ChangeConnectors change;
  private Flows flows;
  private Viewer ines;
  private List<Node> nodes;
  private Instant committed;

  private record Node(Dispatcher dispatcher, Connections connections, Listener listener) {
    private Optional<Connection> connection(String key) {
      return connections.all().stream()
          .filter(connection -> connection.connector().key().equals(key))
          .findFirst();
    }

    private String route(String key) {
      return connection(key).map(Connection::toString).orElse("none");
    }

    /** Whether it is that version, and the system answers through it. */
    private boolean works(String key, int version) {
      if (!route(key).equals(key + "-v" + version + " ready")) {
        return false;
      }
      try {
        connection(key).orElseThrow().call(Verb.PROBE, "{}", Envelope.reading());
        return true;
      } catch (CallFailed e) {
        return false;
      }
    }
  }

  /** Hears what the database announces, as a server does. */
  private static final class Listener extends Thread {
    private final Dispatcher dispatcher;
    private final java.sql.Connection database;

    Listener(TestDomain domain, Dispatcher dispatcher) throws SQLException {
      this.dispatcher = dispatcher;
      this.database = DriverManager.getConnection(domain.url(), domain.user(), "");
      try (var statement = database.createStatement()) {
        statement.execute("listen guichet");
      }
    }

    @Override
    public void run() {
      try {
        while (true) {
          PGNotification[] heard = database.unwrap(PGConnection.class).getNotifications(0);
          for (PGNotification one : heard == null ? new PGNotification[0] : heard) {
            String topic = one.getParameter().split(" ")[0];
            dispatcher.hear(Announcement.of(Announcement.Topic.valueOf(topic)));
          }
        }
      } catch (SQLException e) {
        return; // it was closed
      }
    }
  }

  @BeforeEach
  void start() throws Exception {
    systems = CompanySystems.start(data);
    domain = TestDomain.start(systems.address());
    AuditTrail audit = new AuditTrail(domain.jdbi);
    Announcer announcer = new Announcer(domain.jdbi);
    Secrets secrets = new Secrets(domain.jdbi, domain.masterKey());
    connectors = new Connectors(domain.jdbi, audit, announcer);
    kamelets = new Kamelets(domain.jdbi, audit, announcer);
    change = new ChangeConnectors(domain.jdbi, connectors, kamelets, secrets, audit, announcer);
    flows = new Flows(domain.jdbi, audit, announcer);
    ines = domain.viewer("sofia", Role.INTEGRATION_ADMIN);
    nodes = List.of(node("node-a", secrets), node("node-b", secrets));
    for (Node node : nodes) {
      assertThat(Eventually.value(node.dispatcher::isReady, ready -> ready)).isTrue();
      assertThat(node.works("invoicing", 1)).as("what a first call loads is loaded").isTrue();
    }
  }

  private Node node(String name, Secrets secrets) throws SQLException {
    Settings settings =
        new Settings() {
          @Override
          public String node() {
            return name;
          }

          @Override
          public java.util.Optional<Path> kameletsDirectory() {
            return name.equals("node-a")
                ? java.util.Optional.of(folder)
                : java.util.Optional.empty();
          }
        };
    Connections connections =
        new Connections(
            connectors, kamelets, new CamelRuntime(new SimpleRegistry(), secrets::get), settings);
    Dispatcher dispatcher =
        new Dispatcher(domain.ledger, connections, new DeliveryAttempt(), name, Thread::new);
    dispatcher.start();
    Listener listener = new Listener(domain, dispatcher);
    listener.start();
    return new Node(dispatcher, connections, listener);
  }

  @AfterEach
  void stop() throws Exception {
    for (Node node : nodes) {
      node.dispatcher.stop();
      node.listener.database.close();
    }
    systems.close();
    domain.close();
  }

  private void does(Callable<?> work) {
    domain.inTransaction(work);
    committed = Instant.now();
  }

  private ConnectorDraft draft(String kamelet, String baseUrl) {
    LocalizedText name = new LocalizedText(Map.of("en", "Field service"));
    return ConnectorDraft.of(
        kamelets.find(kamelet).orElseThrow(),
        name,
        name,
        name,
        Map.of("baseUrl", baseUrl, "apiKey", "invoicing-key"));
  }

  /** Within the second that is promised, counted from the commit, it is so on both nodes. */
  private void soon(String what, Predicate<Node> isSo) throws Exception {
    for (Node node : nodes) {
      Eventually.value(() -> isSo.test(node), so -> so);
      assertThat(isSo.test(node)).as(what).isTrue();
    }
    Duration taken = Duration.between(committed, Instant.now());
    System.out.printf(
        "ConnectorsAtRunTimeIT: %s on both nodes after %d ms%n", what, taken.toMillis());
    assertThat(taken).as(what).isLessThan(SOON);
  }

  private void change(int version) {
    does(
        () -> {
          change.change(
              ines, "field", version, draft("company-invoicing-action", systems.url("invoicing")));
          return null;
        });
  }

  private String submit() {
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                domain.viewer("camille", Role.CUSTOMER),
                new Submission(
                    "device-repair",
                    Map.of("device", "Laptop", "description", "Flickers"),
                    UUID.randomUUID())));
  }

  @Test
  void aConnectorIsCreatedChangedPausedAndRemovedOnBothNodes() throws Exception {
    String crm = nodes.get(0).route("crm");
    does(
        () -> {
          change.create(ines, "field", draft("company-invoicing-action", systems.url("invoicing")));
          return null;
        });
    soon("created", node -> node.works("field", 1));

    change(1);
    soon("changed", node -> node.works("field", 2));

    does(
        () -> {
          change.pause(ines, "field", "Maintenance");
          return null;
        });
    soon("paused", node -> node.route("field").equals("field-v2 paused"));

    does(
        () -> {
          change.remove(ines, "field");
          return null;
        });
    soon("removed", node -> node.route("field").equals("none"));
    assertThat(nodes.get(0).route("crm")).as("another one").isEqualTo(crm);
  }

  @Test
  void aKameletFromOneNodesFolderRunsOnBothAndIsExchangedWhenItChanges() throws Exception {
    String yaml =
        kamelets
            .find("company-invoicing-action")
            .orElseThrow()
            .yaml()
            .replace("name: company-invoicing-action", "name: field-action");
    Path file = folder.resolve("field-action.kamelet.yaml");
    Files.writeString(file, yaml);
    Eventually.value(() -> kamelets.find("field-action").isPresent(), found -> found);
    does(
        () -> {
          change.create(ines, "field", draft("field-action", systems.url("invoicing")));
          flows.add(
              ines,
              "field-job",
              "request.submitted",
              "field",
              "{reference: .request.number, lines: []}",
              null);
          return null;
        });
    soon("created", node -> node.works("field", 1));
    submit();
    assertThat(
            Eventually.value(
                () ->
                    domain
                        .deliveries
                        .list(domain.viewer("sofia", Role.SUPERVISOR), null, "field", null, 1)
                        .get(0)
                        .externalId(),
                id -> id != null))
        .startsWith("I-");

    Files.writeString(
        file, yaml.replace("{externalId: .id,", "{externalId: (\\\"new-\\\" + .id),"));
    assertThat(
            Eventually.value(
                () -> kamelets.find("field-action").orElseThrow().yaml().contains("new-"),
                is -> is))
        .isTrue();
    assertThat(
            Eventually.value(
                () -> {
                  submit();
                  return domain
                      .deliveries
                      .list(domain.viewer("sofia", Role.SUPERVISOR), null, "field", null, 200)
                      .stream()
                      .anyMatch(
                          row -> row.externalId() != null && row.externalId().startsWith("new-"));
                },
                is -> is))
        .isTrue();
  }

  @Test
  void aCallThatHangsInTheRouteOfThenHoldsUpNobody() throws Exception {
    does(
        () -> {
          change.create(ines, "field", draft("company-invoicing-action", systems.url("invoicing")));
          flows.add(
              ines,
              "field-job",
              "request.submitted",
              "field",
              "{reference: .request.number, lines: []}",
              null);
          return null;
        });
    soon("created", node -> node.works("field", 1));
    systems.post(
        "invoicing/_sim/fault", "{\"mode\": \"slow\", \"seconds\": 60, \"delayMs\": 6000}");
    submit();
    Eventually.value(() -> systems.calls("invoicing"), calls -> !calls.isEmpty());

    for (int version = 1; version < 4; version++) {
      change(version);
      String next = "field-v" + (version + 1) + " ready";
      soon("changed", node -> node.route("field").equals(next));
    }
    assertThat(
            Eventually.value(
                () ->
                    domain
                        .deliveries
                        .list(domain.viewer("sofia", Role.SUPERVISOR), null, "field", null, 1)
                        .get(0),
                row -> row.deliveryState() != DeliveryState.LEASED && row.attempts() > 0))
        .extracting(DeliveryRow::deliveryState, DeliveryRow::attempts)
        .containsExactly(DeliveryState.CONFIRMED, 1);
  }

  @Test
  void aFileThatDoesMoreThanTalkToASystemIsNotImported() throws Exception {
    String yaml =
        kamelets
            .find("company-invoicing-action")
            .orElseThrow()
            .yaml()
            .replace("name: company-invoicing-action", "name: evil-action")
            .replace("- to: {uri: \"{{baseUrl}}/api/invoices\"}", "- to: {uri: \"exec:id\"}");
    Files.writeString(folder.resolve("evil-action.kamelet.yaml"), yaml);
    Files.writeString(
        folder.resolve("good-action.kamelet.yaml"),
        yaml.replace("exec:id", "{{baseUrl}}/api/invoices").replace("evil-action", "good-action"));

    Eventually.value(() -> kamelets.find("good-action").isPresent(), found -> found);
    assertThat(kamelets.find("good-action")).isPresent();
    assertThat(kamelets.find("evil-action")).isEmpty();
  }
}
