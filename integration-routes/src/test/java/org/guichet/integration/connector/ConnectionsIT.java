package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.support.SimpleRegistry;
import org.guichet.access.Role;
import org.guichet.audit.AuditTrail;
import org.guichet.delivery.ChangeConnectors;
import org.guichet.delivery.ConnectorDraft;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.KameletFile;
import org.guichet.delivery.Kamelets;
import org.guichet.delivery.Secrets;
import org.guichet.integration.Eventually;
import org.guichet.shared.Announcer;
import org.guichet.shared.LocalizedText;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One connector through its changes, on one node. */
class ConnectionsIT {
  private TestDomain domain;
  private Kamelets kamelets;
  private CamelRuntime camel;
  private Connections connections;
  private boolean isReadable = true;

  @BeforeEach
  void start() throws Exception {
    domain = TestDomain.start();
    AuditTrail audit = new AuditTrail(domain.jdbi);
    Announcer announcer = new Announcer(domain.jdbi);
    Connectors connectors = new Connectors(domain.jdbi, audit, announcer);
    kamelets = new Kamelets(domain.jdbi, audit, announcer);
    ChangeConnectors change =
        new ChangeConnectors(
            domain.jdbi,
            connectors,
            kamelets,
            new Secrets(domain.jdbi, domain.masterKey()),
            audit,
            announcer);
    camel = new CamelRuntime(new SimpleRegistry(), this::secret);
    connections = new Connections(connectors, kamelets, camel);
    says("a");
    LocalizedText name = new LocalizedText(Map.of("en", "Echo"));
    domain.inTransaction(
        () -> {
          change.create(
              domain.viewer("sofia", Role.INTEGRATION_ADMIN),
              "echo",
              ConnectorDraft.of(
                  kamelets.find("echo-action").orElseThrow(),
                  name,
                  name,
                  name,
                  Map.of("password", "p")));
          return null;
        });
  }

  @AfterEach
  void stop() throws Exception {
    connections.close();
    domain.close();
  }

  private String secret(String id) {
    if (!isReadable) {
      throw new IllegalStateException("The secret " + id + " cannot be read");
    }
    return "p";
  }

  /** The Kamelet becomes one that answers this. */
  private void says(String answer) {
    KameletFile echo =
        KameletFile.parse(
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: echo-action
              labels: {camel.apache.org/kamelet.type: action}
            spec:
              definition:
                title: Echo
                description: For a test.
                properties:
                  password: {title: Password, type: string, format: password}
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setProperty: {name: password, expression: {constant: {expression: "{{password}}"}}}
                    - setBody: {expression: {constant: {expression: "%s"}}}
            """
                .formatted(answer));
    domain.inTransaction(
        () -> {
          kamelets.keepShipped(List.of(echo), Kamelets.Origin.SHIPPED);
          return null;
        });
  }

  private Connection echo() {
    return connections.all().stream()
        .filter(connection -> connection.connector().key().equals("echo"))
        .findFirst()
        .orElseThrow();
  }

  private String answer() throws CallFailed {
    return echo().call(Verb.PROBE, "{}", Envelope.reading()).body();
  }

  private List<String> routes() {
    return camel.context().getRoutes().stream()
        .map(route -> route.getRouteId())
        .filter(route -> route.startsWith("echo-v1"))
        .toList();
  }

  @Test
  void aKameletThatBecomesWhatItWasKeepsItsRouteWhenTheOthersEnd() throws Exception {
    connections.refresh();
    assertThat(answer()).isEqualTo("a");
    says("b");
    connections.refresh();
    assertThat(answer()).isEqualTo("b");
    says("a");
    connections.refresh();
    assertThat(routes()).hasSize(3);

    connections.refresh(Instant.now().plusSeconds(6));
    assertThat(Eventually.value(this::routes, routes -> routes.size() == 1)).hasSize(1);
    assertThat(answer()).isEqualTo("a");
  }

  @Test
  void whatCouldNotBeMadeIsTriedAgainByItself() throws Exception {
    isReadable = false;
    connections.refresh();
    Connection broken = echo();
    assertThat(broken.problem()).isEqualTo("The secret echo-password cannot be read.");

    connections.refresh(Instant.now().plusSeconds(31));
    assertThat(echo().isSameRoute(broken)).as("the breaker goes on").isTrue();
    isReadable = true;
    connections.refresh(Instant.now().plusSeconds(25));
    assertThat(echo().problem()).as("too early").isNotNull();
    connections.refresh(Instant.now().plusSeconds(31));
    assertThat(echo().problem()).isNull();
    assertThat(answer()).isEqualTo("a");
    assertThat(echo().isSameRoute(broken)).as("the breaker begins anew").isFalse();
  }
}
