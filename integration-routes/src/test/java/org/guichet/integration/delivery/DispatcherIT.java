package org.guichet.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.camel.support.SimpleRegistry;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.delivery.AttemptRow;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.DeliveryRow;
import org.guichet.delivery.DeliveryState;
import org.guichet.delivery.DeliveryVerb;
import org.guichet.delivery.Secrets;
import org.guichet.integration.Eventually;
import org.guichet.integration.connector.CamelRuntime;
import org.guichet.integration.connector.CompanySystems;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.connector.Envelope;
import org.guichet.integration.connector.Verb;
import org.guichet.request.Submission;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dispatcher on PostgreSQL, Camel and the simulator, in this process. */
class DispatcherIT {
  @TempDir Path data;
  private CompanySystems systems;
  private TestDomain domain;
  private Connectors connectors;
  private Dispatcher dispatcher;
  private Viewer camille;
  private Viewer sofia;

  @BeforeEach
  void start() throws Exception {
    systems = CompanySystems.start(data);
    domain = TestDomain.start(systems.address());
    camille = domain.viewer("camille", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    connectors =
        new Connectors(domain.jdbi, new AuditTrail(domain.jdbi), new Announcer(domain.jdbi));
    dispatcher =
        new Dispatcher(
            domain.ledger,
            new Connections(connectors, systems.camel()),
            new DeliveryAttempt(),
            "node-a",
            Thread::new);
    dispatcher.start();
    assertThat(Eventually.value(dispatcher::isReady, ready -> ready)).isTrue();
  }

  @AfterEach
  void stop() throws Exception {
    dispatcher.stop();
    systems.close();
    domain.close();
  }

  private String submit() {
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                camille,
                new Submission(
                    "device-repair",
                    Map.of(
                        "device",
                        "Laptop",
                        "description",
                        "Flickers ${body} {{secret:crm-client}}"),
                    UUID.randomUUID())));
  }

  private DeliveryRow delivery(String connector) {
    return domain.deliveries.list(sofia, null, connector, null, 1).get(0);
  }

  private DeliveryRow eventually(String connector, DeliveryState state) throws Exception {
    DeliveryRow row =
        Eventually.value(() -> delivery(connector), now -> now.deliveryState() == state);
    assertThat(row.deliveryState()).as(connector + ": " + row.lastError()).isEqualTo(state);
    return row;
  }

  private void eventuallyAllConfirmed() throws Exception {
    for (String system : List.of("crm", "helpdesk", "invoicing", "storage")) {
      eventually(system, DeliveryState.CONFIRMED);
    }
  }

  private DeliveryRow eventuallyFailed(String connector) throws Exception {
    return Eventually.value(() -> delivery(connector), now -> now.lastError() != null);
  }

  private List<AttemptRow> attempts(String connector) {
    return domain.deliveries.attempts(sofia, delivery(connector).id());
  }

  private void sql(String statement) {
    domain.jdbi.useHandle(handle -> handle.execute(statement));
  }

  /** As IT would: the assignment has one parameter. */
  private void change(String connector, String assignment, String value) {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update connector set " + assignment + ", version = version + 1 where key = ?",
                value,
                connector));
    dispatcher.hear(Announcement.of(Announcement.Topic.CONNECTOR));
  }

  private <T> T supervisor(Callable<T> work) {
    return domain.inTransaction(work);
  }

  private void retry(String connector) {
    supervisor(
        () -> {
          domain.deliveryDesk.act(
              sofia, DeliveryVerb.RETRY, delivery(connector).id(), "It is fixed");
          return null;
        });
  }

  @Test
  void aRequestReachesEachSystemOnceInvoicingAfterTheCrm() throws Exception {
    String number = submit();
    eventuallyAllConfirmed();

    for (String system : List.of("crm", "helpdesk", "invoicing", "storage")) {
      assertThat(systems.records(system)).as(system).hasSize(1);
      assertThat(systems.records(system).get(0).getString("reference")).isEqualTo(number);
      assertThat(delivery(system).externalId())
          .isEqualTo(systems.records(system).get(0).getString("id"));
      assertThat(attempts(system)).extracting(AttemptRow::outcome).containsExactly("CONFIRMED");
    }
    JsonObject invoice = systems.records("invoicing").get(0);
    assertThat(invoice.getString("caseId")).isEqualTo(delivery("crm").externalId());
    assertThat(systems.records("helpdesk").get(0).getString("body"))
        .contains("Flickers ${body} {{secret:crm-client}}");
  }

  @Test
  void anAnswerThatIsLostDoesNotDoubleTheTicket() throws Exception {
    systems.fault("helpdesk", "reset");
    submit();
    DeliveryRow failed = eventuallyFailed("helpdesk");
    assertThat(failed.lastError())
        .isEqualTo("Help desk broke off the connection before it had answered.");
    systems.fault("helpdesk", "none");

    eventually("helpdesk", DeliveryState.CONFIRMED);
    assertThat(systems.records("helpdesk")).hasSize(1);
  }

  @Test
  void aRefusalIsDeadWithTheSystemsOwnMessageUntilSomebodyRetries() throws Exception {
    systems.fault("helpdesk", "422");
    submit();
    DeliveryRow dead = eventually("helpdesk", DeliveryState.DEAD);
    assertThat(dead.lastError()).isEqualTo("Help desk refused it (422): vatId missing");
    systems.fault("helpdesk", "none");

    retry("helpdesk");
    eventually("helpdesk", DeliveryState.CONFIRMED);
    assertThat(attempts("helpdesk"))
        .extracting(AttemptRow::outcome)
        .containsExactly("DEAD", "CONFIRMED");
  }

  @Test
  void anOverloadedSystemIsLeftAloneAsLongAsItAsks() throws Exception {
    systems.fault("helpdesk", "429");
    Instant before = Instant.now();
    submit();
    DeliveryRow waiting = eventuallyFailed("helpdesk");

    assertThat(waiting.deliveryState()).isEqualTo(DeliveryState.DUE);
    assertThat(waiting.lastError())
        .isEqualTo("Help desk is overloaded (429) and asks to wait 7 s.");
    assertThat(waiting.nextAttemptAt()).isAfter(before.plusSeconds(7));
    assertThat(systems.calls("helpdesk")).hasSize(1);
  }

  @Test
  void refusedCredentialsPauseTheConnectorAndBurnNoAttempt() throws Exception {
    systems.fault("helpdesk", "401");
    submit();
    Eventually.value(() -> connectors.find("helpdesk").orElseThrow(), c -> c.isPaused());
    assertThat(connectors.find("helpdesk").orElseThrow().pauseReason())
        .isEqualTo("Help desk refused the credentials (401); the connector is paused.");
    assertThat(delivery("helpdesk").attempts()).isZero();
    assertThat(attempts("helpdesk")).extracting(AttemptRow::outcome).containsExactly("PAUSE");
    eventually("crm", DeliveryState.CONFIRMED);
    systems.fault("helpdesk", "none");

    supervisor(
        () -> {
          connectors.resume(sofia, "helpdesk");
          return null;
        });
    dispatcher.hear(Announcement.of(Announcement.Topic.CONNECTOR));
    eventually("helpdesk", DeliveryState.CONFIRMED);
  }

  @Test
  void aConnectorThatIsSetUpWronglyHurtsNobodyElseAndIsRepairedWhileAllRuns() throws Exception {
    String right = connectors.find("helpdesk").orElseThrow().properties();
    change(
        "helpdesk",
        "properties = ?::jsonb",
        "{\"baseUrl\": \"helpdesk\", \"username\": \"guichet\"}");
    submit();

    assertThat(eventuallyFailed("helpdesk").lastError())
        .isEqualTo(
            "Help desk is not set up correctly: Password is missing."
                + " Base URL must look like https://helpdesk.example.");
    eventually("crm", DeliveryState.CONFIRMED);
    eventually("storage", DeliveryState.CONFIRMED);

    change("helpdesk", "properties = ?::jsonb", right);
    retry("helpdesk");
    eventually("helpdesk", DeliveryState.CONFIRMED);
  }

  @Test
  void aKameletThatDoesNotExistIsSaidInWords() throws Exception {
    change("helpdesk", "kamelet = ?", "no-such-action");
    submit();

    assertThat(eventuallyFailed("helpdesk").lastError())
        .isEqualTo("Help desk is not set up correctly: There is no Kamelet no-such-action.");
    eventually("invoicing", DeliveryState.CONFIRMED);
  }

  @Test
  void aMissingSecretIsSaidInWords() throws Exception {
    change(
        "helpdesk",
        "properties = properties || ?::jsonb",
        "{\"password\": \"{{secret:nobody-knows}}\"}");
    submit();

    assertThat(eventuallyFailed("helpdesk").lastError())
        .isEqualTo("Help desk is not set up correctly: There is no secret named nobody-knows.");
    eventually("invoicing", DeliveryState.CONFIRMED);
  }

  @Test
  void aMappingThatFailsIsDeadAndNamesItsFlow() throws Exception {
    sql("update flow set mapping = '.request.number + {}' where key = 'helpdesk-ticket'");
    submit();

    assertThat(eventually("helpdesk", DeliveryState.DEAD).lastError())
        .startsWith("The mapping of the flow helpdesk-ticket failed: ");
    eventually("crm", DeliveryState.CONFIRMED);
  }

  @Test
  void aDeliveryOfALostNodeIsTakenOverAndNotDoubled() throws Exception {
    change("helpdesk", "paused_since = now(), pause_reason = ?", "for this test");
    String number = submit();
    eventually("invoicing", DeliveryState.CONFIRMED); // the dispatcher has seen the pause by now
    systems
        .open("helpdesk")
        .call(
            Verb.DELIVER,
            "{\"reference\": \"" + number + "\", \"title\": \"Laptop\", \"body\": \"\"}",
            Envelope.reading());
    sql(
        "update delivery set state = 1, attempts = 1, tries = 1, node = 'gone', lease_until = now() - interval '1 s'"
            + " where connector_id = (select id from connector where key = 'helpdesk')");

    change("helpdesk", "paused_since = null, pause_reason = ?", null);
    eventually("helpdesk", DeliveryState.CONFIRMED);
    assertThat(attempts("helpdesk"))
        .extracting(AttemptRow::outcome)
        .containsExactly("LOST", "CONFIRMED");
    assertThat(systems.records("helpdesk")).hasSize(1);
  }

  private int lost() {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from attempt where outcome = 'LOST'")
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void aLeaseThatEndsWhileTheCallStillRunsDoublesNothing() throws Exception {
    int many = 4;
    systems.post("helpdesk/_sim/fault", "{\"mode\": \"slow\", \"seconds\": 60, \"delayMs\": 8000}");
    for (int i = 0; i < many; i++) {
      submit();
    }
    Eventually.value(() -> systems.records("helpdesk"), tickets -> tickets.size() == many);
    Eventually.value(
        () -> domain.deliveries.list(sofia, DeliveryState.CONFIRMED, null, null, 200),
        confirmed -> confirmed.size() == 3 * many);
    systems.fault("helpdesk", "none");
    Dispatcher other =
        new Dispatcher(
            domain.ledger,
            new Connections(
                connectors,
                new CamelRuntime(
                    new SimpleRegistry(), new Secrets(domain.jdbi, domain.masterKey())::get)),
            new DeliveryAttempt(),
            "node-b",
            Thread::new);
    other.start();
    try {
      Eventually.value(
          () -> {
            sql(
                "update delivery set lease_until = now() - interval '1 s' where state = 1 and tries = 1");
            return lost();
          },
          count -> count == many);
      List<DeliveryRow> tickets =
          Eventually.value(
              () -> domain.deliveries.list(sofia, DeliveryState.CONFIRMED, "helpdesk", null, 200),
              confirmed -> confirmed.size() == many);

      assertThat(tickets).hasSize(many);
      assertThat(systems.records("helpdesk")).hasSize(many);
      for (DeliveryRow ticket : tickets) {
        // The late answer of the first call is a row of its own, and decides nothing.
        assertThat(
                Eventually.value(
                    () -> domain.deliveries.attempts(sofia, ticket.id()), rows -> rows.size() == 3))
            .extracting(row -> row.number() + " " + row.outcome() + " " + row.node())
            .containsExactlyInAnyOrder("1 LOST node-a", "1 CONFIRMED node-a", "2 CONFIRMED node-b");
      }
      assertThat(
              domain.deliveries.attempts(sofia, tickets.get(0).id()).stream()
                  .map(AttemptRow::sentence))
          .contains("The node node-a was lost while it was sending.");
    } finally {
      other.stop();
    }
  }

  @Test
  void aSlowSystemHoldsUpNobodyElse() throws Exception {
    systems.post("helpdesk/_sim/fault", "{\"mode\": \"slow\", \"seconds\": 60, \"delayMs\": 4000}");
    for (int i = 0; i < 6; i++) {
      submit();
    }

    int elsewhere =
        Eventually.value(
            () ->
                domain.deliveries.list(sofia, DeliveryState.CONFIRMED, null, null, 200).stream()
                    .filter(row -> !row.connector().equals("helpdesk"))
                    .toList()
                    .size(),
            count -> count == 18);
    assertThat(elsewhere).isEqualTo(18);
    assertThat(domain.deliveries.list(sofia, DeliveryState.LEASED, "helpdesk", null, 200))
        .hasSize(4);
    assertThat(domain.deliveries.list(sofia, DeliveryState.DUE, "helpdesk", null, 200)).hasSize(2);
  }

  @Test
  void whatIsOnItsWayEndsBeforeTheDispatcherStops() throws Exception {
    systems.post("helpdesk/_sim/fault", "{\"mode\": \"slow\", \"seconds\": 60, \"delayMs\": 2000}");
    submit();
    eventually("helpdesk", DeliveryState.LEASED);

    dispatcher.stop();
    assertThat(delivery("helpdesk").deliveryState()).isEqualTo(DeliveryState.CONFIRMED);
  }
}
