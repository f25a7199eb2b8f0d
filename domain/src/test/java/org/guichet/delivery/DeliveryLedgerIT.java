package org.guichet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.request.RequestView;
import org.guichet.request.Submission;
import org.guichet.request.Ticket;
import org.guichet.request.TicketState;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryLedgerIT {
  private static final Duration LEASE = Duration.ofSeconds(40);
  private static final Duration EXPIRED = Duration.ofSeconds(-1);

  private TestDomain domain;
  private Viewer camille;
  private Viewer sofia;
  private Map<String, Integer> connectors;

  @BeforeEach
  void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    connectors =
        new Connectors(domain.jdbi, null, null)
            .all().stream().collect(Collectors.toMap(Connector::key, Connector::id));
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private String submit() {
    Map<String, String> fields = Map.of("device", "Laptop", "description", "Broken");
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                camille, new Submission("device-repair", fields, UUID.randomUUID())));
  }

  private List<ClaimedDelivery> claim(String node, String connector, int budget, Duration lease) {
    return domain.inTransaction(
        () -> domain.ledger.claim(node, Map.of(connectors.get(connector), budget), lease));
  }

  private ClaimedDelivery claimOne(String connector) {
    List<ClaimedDelivery> claimed = claim("a", connector, 10, LEASE);
    assertThat(claimed).hasSize(1);
    return claimed.get(0);
  }

  private void complete(String node, Completion completion) {
    domain.inTransaction(
        () -> {
          domain.ledger.complete(node, List.of(completion));
          return null;
        });
  }

  private static AttemptRecord attempt(String sentence) {
    return new AttemptRecord(
        Instant.now(), 12, 200, null, sentence, "{}", "{}", "0af7651916cd43dd8448eb211c80319c");
  }

  private static Completion confirmed(ClaimedDelivery delivery, String externalId) {
    return Completion.confirmed(
        delivery, attempt(null), new Receipt(externalId, "http://x/" + externalId, "new"));
  }

  private Ticket ticket(String number, String connector) {
    RequestView view = domain.requests.view(sofia, number);
    return view.strip().stream()
        .filter(t -> t.connector().equals(connector))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatIsClaimedIsNotClaimedTwice() {
    submit();
    submit();

    assertThat(claim("a", "crm", 1, LEASE)).hasSize(1);
    assertThat(claim("b", "crm", 10, LEASE)).hasSize(1);
    assertThat(claim("a", "crm", 10, LEASE)).isEmpty();
  }

  @Test
  void theBudgetBoundsWhatIsClaimed() {
    submit();
    submit();
    submit();

    assertThat(claim("a", "helpdesk", 2, LEASE)).hasSize(2);
  }

  @Test
  void aFlowWaitsForTheFlowItNamesAndGetsItsNumber() {
    String number = submit();
    assertThat(claim("a", "invoicing", 10, LEASE)).isEmpty();

    complete("a", confirmed(claimOne("crm"), "C-1"));

    ClaimedDelivery invoice = claimOne("invoicing");
    assertThat(invoice.references()).contains("C-1");
    assertThat(ticket(number, "invoicing").state()).isEqualTo(TicketState.SENDING);
  }

  @Test
  void aConfirmationKeepsTheReceiptAndTheAttempt() {
    String number = submit();
    ClaimedDelivery delivery = claimOne("helpdesk");

    complete("a", confirmed(delivery, "HD-17"));

    Ticket ticket = ticket(number, "helpdesk");
    assertThat(ticket.state()).isEqualTo(TicketState.DELIVERED);
    assertThat(ticket.externalId()).isEqualTo("HD-17");
    assertThat(ticket.word().texts()).containsEntry("en", "Ticket opened");
    assertThat(domain.deliveries.attempts(sofia, delivery.id()))
        .extracting(AttemptRow::outcome)
        .containsExactly("CONFIRMED");
    assertThat(domain.requests.view(camille, number).timeline())
        .anySatisfy(entry -> assertThat(entry.detailTexts()).containsEntry("externalId", "HD-17"));
  }

  @Test
  void aFailureWaitsForItsTimeAndKeepsTheSentence() {
    String number = submit();
    Instant later = Instant.now().plusSeconds(600);

    complete("a", Completion.retry(claimOne("storage"), attempt("Storage did not answer."), later));

    assertThat(claim("a", "storage", 10, LEASE)).isEmpty();
    Ticket ticket = ticket(number, "storage");
    assertThat(ticket.state()).isEqualTo(TicketState.RETRYING);
    assertThat(ticket.lastError()).isEqualTo("Storage did not answer.");
    assertThat(ticket.nextAttemptAt())
        .isCloseTo(
            later, org.assertj.core.api.Assertions.within(1, java.time.temporal.ChronoUnit.MILLIS));
    assertThat(domain.ledger.untilNextDue()).isPresent();
  }

  @Test
  void aDeadDeliveryHoldsItsSuccessorsUntilAPersonRetriesIt() {
    String number = submit();
    ClaimedDelivery dead = claimOne("crm");
    complete("a", Completion.dead(dead, attempt("CRM refused: vatId missing")));
    domain.inTransaction(
        () ->
            new Outbox(domain.jdbi)
                .append(
                    domain.requests.view(camille, number).id(),
                    "payment.received",
                    jakarta.json.JsonValue.EMPTY_JSON_OBJECT,
                    "invoicing"));
    assertThat(claim("a", "crm", 10, LEASE)).isEmpty();
    assertThat(ticket(number, "crm").state()).isEqualTo(TicketState.DEAD);
    assertThatThrownBy(
            () -> domain.deliveryDesk.act(camille, DeliveryVerb.RETRY, dead.id(), "CRM is fixed"))
        .isInstanceOf(NotAllowed.class);

    domain.inTransaction(
        () -> {
          domain.deliveryDesk.act(sofia, DeliveryVerb.RETRY, dead.id(), "CRM is fixed");
          return null;
        });

    assertThat(claimOne("crm").id()).isEqualTo(dead.id());
  }

  @Test
  void aLostNodesDeliveriesComeBackAndItsLateAnswerIsOnlyARow() {
    String number = submit();
    ClaimedDelivery lost = claim("lost", "helpdesk", 10, EXPIRED).get(0);

    assertThat(domain.<Integer>inTransaction(() -> domain.ledger.reap())).isEqualTo(1);
    ClaimedDelivery again = claimOne("helpdesk");
    complete("lost", confirmed(lost, "HD-1"));

    assertThat(again.repeated()).isTrue();
    assertThat(again.idempotencyKey()).isEqualTo(lost.idempotencyKey());
    assertThat(ticket(number, "helpdesk").state()).isEqualTo(TicketState.SENDING);
    complete("a", confirmed(again, "HD-2"));
    assertThat(ticket(number, "helpdesk").externalId()).isEqualTo("HD-2");
    assertThat(domain.deliveries.attempts(sofia, again.id()))
        .extracting(AttemptRow::outcome)
        .containsExactlyInAnyOrder("LOST", "CONFIRMED", "CONFIRMED");
  }

  @Test
  void refusedCredentialsPauseTheConnectorAndBurnNoAttempt() {
    String number = submit();

    complete("a", Completion.pause(claimOne("crm"), attempt("CRM refused our credentials."), 1));

    assertThat(ticket(number, "crm").state()).isEqualTo(TicketState.PAUSED);
    DeliveryRow row = domain.deliveries.list(sofia, DeliveryState.DUE, "crm", null, 10).get(0);
    assertThat(row.attempts()).isZero();
    assertThat(row.paused()).isTrue();
    // The attempt may have left something there all the same: the next one looks first.
    assertThat(claimOne("crm").repeated()).isTrue();
  }

  @Test
  void aRefusalOfTheCredentialsOfThenDoesNotPauseWhoGotNewOnesMeanwhile() {
    String number = submit();
    ClaimedDelivery late = claimOne("crm");
    domain.jdbi.useHandle(
        handle -> handle.execute("update connector set version = version + 1 where key = 'crm'"));

    complete("a", Completion.pause(late, attempt("CRM refused our credentials."), 1));

    assertThat(ticket(number, "crm").state()).isNotEqualTo(TicketState.PAUSED);
    ClaimedDelivery again = claimOne("crm");
    assertThat(again.attempt()).as("at once, and the other one did not count").isEqualTo(1);
    complete("a", Completion.pause(again, attempt("CRM refused our credentials."), 2));
    assertThat(ticket(number, "crm").state()).isEqualTo(TicketState.PAUSED);
  }

  @Test
  void aBatchIsWrittenTogetherAndEachRowKeepsItsOwnEnd() {
    submit();
    submit();
    submit();
    List<ClaimedDelivery> claimed = claim("a", "helpdesk", 10, LEASE);
    Instant later = Instant.now().plusSeconds(600);

    domain.inTransaction(
        () -> {
          domain.ledger.complete(
              "a",
              List.of(
                  confirmed(claimed.get(0), "HD-1"),
                  Completion.retry(claimed.get(1), attempt("Help desk is busy."), later),
                  Completion.dead(claimed.get(2), attempt("Help desk refused it."))));
          return null;
        });

    assertThat(ticket(claimed.get(0).number(), "helpdesk").state())
        .isEqualTo(TicketState.DELIVERED);
    assertThat(ticket(claimed.get(1).number(), "helpdesk").lastError())
        .isEqualTo("Help desk is busy.");
    assertThat(ticket(claimed.get(2).number(), "helpdesk").state()).isEqualTo(TicketState.DEAD);
    for (ClaimedDelivery delivery : claimed) {
      assertThat(domain.deliveries.attempts(sofia, delivery.id())).hasSize(1);
    }
  }

  @Test
  void aLateCompletionOfTheSameNodeIsFencedToo() {
    String number = submit();
    ClaimedDelivery first = claim("a", "helpdesk", 10, EXPIRED).get(0);
    domain.inTransaction(() -> domain.ledger.reap());
    claimOne("helpdesk");

    complete("a", confirmed(first, "HD-1"));

    assertThat(ticket(number, "helpdesk").state()).isEqualTo(TicketState.SENDING);
  }

  @Test
  void aRetrySaysWhatTheFirstAttemptSaid() {
    String number = submit();
    ClaimedDelivery first = claimOne("helpdesk");
    complete("a", Completion.retry(first, attempt("Help desk is busy."), Instant.now()));
    domain.jdbi.useHandle(
        handle -> handle.execute("update flow set mapping = '{}' where key = 'helpdesk-ticket'"));
    complete("a", confirmed(claimOne("crm"), "C-1"));

    ClaimedDelivery again = claimOne("helpdesk");

    assertThat(again.mapping()).isEqualTo(first.mapping());
    assertThat(again.mappingVersion()).isEqualTo(first.mappingVersion());
    assertThat(again.references()).isEqualTo(first.references()).isEqualTo("{}");
    assertThat(again.idempotencyKey()).isEqualTo(first.idempotencyKey());
    submit();
    ClaimedDelivery other = claimOne("helpdesk");
    assertThat(other.mapping()).isEqualTo("{}");
    assertThat(other.mappingVersion()).isEqualTo(first.mappingVersion() + 1);
    assertThat(number).isNotEqualTo(other.number());
  }

  @Test
  void aMappingThatFailedWasNotSentAndIsNotKept() {
    submit();
    ClaimedDelivery failed = claimOne("helpdesk");
    complete(
        "a",
        Completion.retry(
            failed,
            new AttemptRecord(
                Instant.now(), 1, null, "mapping", "It yields nothing.", null, null, "t"),
            Instant.now()));
    domain.jdbi.useHandle(
        handle -> handle.execute("update flow set mapping = '{}' where key = 'helpdesk-ticket'"));

    assertThat(claimOne("helpdesk").mapping()).isEqualTo("{}");
  }

  @Test
  void aDeliveryThatKillsItsNodesStaysUntilAPersonHasLooked() {
    String number = submit();
    for (int loss = 1; loss <= DeliveryLedger.MOST_LOSSES; loss++) {
      assertThat(claim("node" + loss, "helpdesk", 10, EXPIRED)).hasSize(1);
      domain.inTransaction(() -> domain.ledger.reap());
    }

    assertThat(claim("a", "helpdesk", 10, LEASE)).isEmpty();
    Ticket ticket = ticket(number, "helpdesk");
    assertThat(ticket.state()).isEqualTo(TicketState.DEAD);
    assertThat(ticket.lastError())
        .isEqualTo(
            "The node node5 was lost while it was sending. That makes 5: it stays here until a person has looked at it.");
  }

  @Test
  void aLimitedSystemGetsNoMoreThanItAllows() {
    for (int i = 0; i < 6; i++) {
      submit();
    }
    domain.jdbi.useHandle(
        handle -> {
          handle.execute("update connector set rate_per_minute = 24 where key = 'helpdesk'");
          handle.execute("update rate_bucket set tokens = 2, filled_at = now()");
        });

    assertThat(claim("a", "helpdesk", 10, LEASE)).hasSize(2);
    assertThat(claim("b", "helpdesk", 10, LEASE)).isEmpty();
    assertThat(claim("b", "storage", 10, LEASE)).hasSize(6);

    domain.jdbi.useHandle(
        handle -> handle.execute("update rate_bucket set filled_at = now() - interval '1 minute'"));
    // Nobody called for a minute: what it allows in five seconds may go at once.
    assertThat(claim("b", "helpdesk", 10, LEASE)).hasSize(2);
  }

  @Test
  void whoWaitsIsNotEvenLookedAt() {
    submit();
    assertThat(waiting()).isEqualTo(1);

    complete("a", confirmed(claimOne("crm"), "C-1"));

    assertThat(waiting()).isZero();
  }

  @Test
  void aForgottenMarkIsFound() {
    submit();
    domain.jdbi.useHandle(handle -> handle.execute("update delivery set waits = true"));
    assertThat(claim("a", "crm", 10, LEASE)).isEmpty();

    domain.inTransaction(() -> domain.ledger.reap());

    assertThat(claim("a", "crm", 10, LEASE)).hasSize(1);
    assertThat(waiting()).isEqualTo(1); // invoicing, which comes after it
  }

  private int waiting() {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from delivery where waits")
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void whatIsGivenBackOrProlongedLateIsAnothersAlready() {
    submit();
    ClaimedDelivery late = claim("a", "crm", 1, Duration.ofMillis(-1)).get(0);
    domain.inTransaction(domain.ledger::reap);
    ClaimedDelivery again = claim("a", "crm", 1, LEASE).get(0);
    assertThat(again.tries()).isEqualTo(late.tries() + 1);

    assertThat(domain.inTransaction(() -> domain.ledger.renew("a", List.of(late), LEASE)))
        .isEmpty();
    release(late);
    assertThat(claim("b", "crm", 1, LEASE)).isEmpty();
    assertThat(domain.inTransaction(() -> domain.ledger.renew("a", List.of(again), LEASE)))
        .containsExactly(again.id());
    release(again);
    assertThat(claim("b", "crm", 1, LEASE)).hasSize(1);
  }

  private void release(ClaimedDelivery delivery) {
    domain.inTransaction(
        () -> {
          domain.ledger.release("a", List.of(delivery));
          return null;
        });
  }

  @Test
  void aNodeThatStandsStillAtALimitHoldsUpNobody() throws Exception {
    submit();
    submit();
    domain.jdbi.useHandle(
        handle -> {
          handle.execute("update connector set rate_per_minute = 6000 where key = 'crm'");
          handle.execute("update rate_bucket set tokens = 100");
        });
    Map<Integer, Integer> budget = Map.of(connectors.get("crm"), 1, connectors.get("storage"), 1);
    try (TestDomain another = domain.anotherNode()) {
      domain.inTransaction(
          () -> {
            assertThat(domain.ledger.claim("a", budget, LEASE)).hasSize(2);
            List<ClaimedDelivery> beside =
                CompletableFuture.supplyAsync(
                        () -> another.inTransaction(() -> another.ledger.claim("b", budget, LEASE)))
                    .get(20, TimeUnit.SECONDS);
            assertThat(beside)
                .extracting(ClaimedDelivery::connectorId)
                .containsExactly(connectors.get("storage"));
            return null;
          });
      assertThat(another.inTransaction(() -> another.ledger.claim("b", budget, LEASE)))
          .extracting(ClaimedDelivery::connectorId)
          .containsExactly(connectors.get("crm"));
    }
  }
}
