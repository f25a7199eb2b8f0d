package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.support.SimpleRegistry;
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
import org.guichet.integration.Eventually;
import org.guichet.shared.Announcer;
import org.guichet.shared.LocalizedText;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A connector that listens, on two nodes with one database. */
class SourcesIT {
  private static final String YAML =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: bus-source
        labels: {camel.apache.org/kamelet.type: source}
      spec:
        definition:
          title: Bus
          description: For a test.
          required: [topic]
          properties:
            topic: {title: Topic, type: string}
        template:
          from:
            uri: "direct:{{topic}}"
            steps:
              - setHeader: {name: guichet.messageId, expression: {header: {expression: number}}}
              - to: {uri: "kamelet:sink"}
      """;

  private TestDomain domain;
  private Connectors connectors;
  private Kamelets kamelets;
  private ChangeConnectors change;
  private Viewer ines;
  private Node first;
  private Node second;

  private final class Node {
    private final CamelRuntime camel = new CamelRuntime(new SimpleRegistry(), id -> id);
    private final Connections connections = new Connections(connectors, kamelets, camel);
    private final Sources sources =
        new Sources(connections, camel, domain.inbox, new OneNode(domain.jdbi), Thread::new);

    private void start() {
      connections.refresh();
      sources.start();
    }

    private void say(String number, String body) {
      camel.producer().sendBodyAndHeader("direct:alarms", body, "number", number);
    }

    private void stop() {
      sources.stop();
      connections.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    domain = TestDomain.start();
    AuditTrail audit = new AuditTrail(domain.jdbi);
    Announcer announcer = new Announcer(domain.jdbi);
    connectors = new Connectors(domain.jdbi, audit, announcer);
    kamelets = new Kamelets(domain.jdbi, audit, announcer);
    change =
        new ChangeConnectors(
            domain.jdbi,
            connectors,
            kamelets,
            new Secrets(domain.jdbi, domain.masterKey()),
            audit,
            announcer);
    ines = domain.viewer("sofia", Role.INTEGRATION_ADMIN);
    domain.inTransaction(
        () -> {
          KameletFile bus = KameletFile.parse(YAML);
          kamelets.keepShipped(List.of(bus), Kamelets.Origin.SHIPPED);
          LocalizedText name = new LocalizedText(Map.of("en", "Alarms"));
          change.create(
              ines, "alarms", ConnectorDraft.of(bus, name, name, name, Map.of("topic", "alarms")));
          return null;
        });
    first = new Node();
    second = new Node();
    first.start();
    assertThat(Eventually.value(first.sources::count, count -> count == 1)).isEqualTo(1);
    second.start();
  }

  @AfterEach
  void stop() throws Exception {
    first.stop();
    second.stop();
    domain.close();
  }

  private List<String> inbox() {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select message_id || ' ' || body from inbox_message order by id")
                .mapTo(String.class)
                .list());
  }

  @Test
  void aMessageLiesInTheInboxBeforeItIsAcknowledgedOnceForEachNumber() {
    first.say("7", "{\"alarm\": 1}");
    first.say("7", "{\"alarm\": 1}");
    first.say(null, "{\"alarm\": 2}");

    assertThat(inbox()).hasSize(2).first().isEqualTo("7 {\"alarm\": 1}");
  }

  @Test
  void onlyOneNodeListensAndTheOtherTakesOver() throws Exception {
    assertThat(second.sources.count()).isZero();
    assertThatThrownBy(() -> second.say("1", "{}")).isInstanceOf(CamelExecutionException.class);

    Instant lost = Instant.now();
    first.stop();
    assertThat(Eventually.value(second.sources::count, count -> count == 1)).isEqualTo(1);
    assertThat(Duration.between(lost, Instant.now())).isLessThan(Duration.ofSeconds(10));
    second.say("2", "{}");
    assertThat(inbox()).containsExactly("2 {}");
  }

  @Test
  void aNodeWhoseDatabaseConnectionIsCutLetsGoAndOneOfThemListensAgain() throws Exception {
    domain.jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select pg_terminate_backend(pid)::text from pg_locks where locktype = 'advisory'"
                        + " and database = (select oid from pg_database where datname = current_database())")
                .mapTo(String.class)
                .list());

    Eventually.value(
        () -> {
          try {
            (first.sources.count() == 1 ? first : second).say("3", "{}");
            return first.sources.count() + second.sources.count() == 1;
          } catch (CamelExecutionException e) {
            return false;
          }
        },
        is -> is);
    assertThat(inbox()).containsExactly("3 {}");
    assertThat(first.sources.count() + second.sources.count()).isEqualTo(1);
  }

  @Test
  void aPausedConnectorIsNotListenedTo() throws Exception {
    domain.inTransaction(
        () -> {
          change.pause(ines, "alarms", "Maintenance");
          return null;
        });
    first.connections.refresh();
    second.connections.refresh();

    assertThat(
            Eventually.value(
                () -> first.sources.count() + second.sources.count(), count -> count == 0))
        .isZero();
    assertThatThrownBy(() -> first.say("4", "{}")).isInstanceOf(CamelExecutionException.class);
  }
}
