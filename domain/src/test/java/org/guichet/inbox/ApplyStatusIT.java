package org.guichet.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.delivery.AttemptRecord;
import org.guichet.delivery.Completion;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.DeliveryRow;
import org.guichet.delivery.Receipt;
import org.guichet.invoice.Invoices;
import org.guichet.invoice.PaymentMeans;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplyStatusIT {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

  private TestDomain domain;
  private Viewer camille;
  private Viewer sofia;
  private String number;

  @BeforeEach
  void aRequestThatLivesInTheHelpDeskAndInInvoicing() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    number =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    camille,
                    new Submission(
                        "device-repair",
                        Map.of("device", "Laptop", "description", "Broken"),
                        UUID.randomUUID())));
    deliver("crm", "C-1");
    deliver("helpdesk", "HD-1");
    deliver("invoicing", "I-1");
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private void deliver(String connector, String externalId) {
    domain.inTransaction(
        () -> {
          var claimed =
              domain.ledger.claim("a", Map.of(connector(connector).id(), 1), Duration.ofMinutes(1));
          AttemptRecord attempt = new AttemptRecord(NOON, 1, 201, null, null, "", "", "");
          domain.ledger.complete(
              "a",
              List.of(
                  Completion.confirmed(
                      claimed.get(0), attempt, new Receipt(externalId, null, null))));
          return null;
        });
  }

  private Connector connector(String key) {
    return new Connectors(domain.jdbi, null, null).find(key).orElseThrow();
  }

  private Applied apply(String connector, SystemWord word) {
    return domain.inTransaction(() -> domain.applyStatus.apply(connector(connector), word));
  }

  private static SystemWord ticket(String status, Instant at) {
    return new SystemWord("HD-1", status, at, null);
  }

  private static SystemWord invoice(String state, Instant at) {
    return new SystemWord(
        "I-1",
        state,
        at,
        new SystemWord.InvoiceWord(
            "2026-118",
            new BigDecimal("85.00"),
            "EUR",
            LocalDate.of(2026, 12, 4),
            null,
            state,
            "http://x",
            state.equals("paid") ? PaymentMeans.of("Visa 4242 4242 4242 1881") : null));
  }

  private RequestView view() {
    return domain.requests.view(camille, number);
  }

  private long timeline(ActivityKind kind) {
    return view().timeline().stream().map(TimelineEntry::activityKind).filter(kind::equals).count();
  }

  @Test
  void whatTheHelpDeskSaysBeforeItHasHeardOfOurChangeIsOnlyShown() {
    Viewer tom = domain.viewer("tom", Role.AGENT);
    domain.inTransaction(
        () -> {
          domain.requestDesk.changeStatus(
              tom, number, RequestStatus.SOLVED, domain.requests.view(tom, number).version());
          return null;
        });

    assertThat(apply("helpdesk", ticket("in repair", NOON)).outcome())
        .isEqualTo(
            "Shown as in repair: the system has yet to hear that the request became SOLVED.");
    assertThat(view().status()).isEqualTo(RequestStatus.SOLVED);

    deliver("helpdesk", "HD-1");
    apply("helpdesk", ticket("in repair", NOON.plusSeconds(1)));
    assertThat(view().status())
        .as("now it knows, and takes it up again")
        .isEqualTo(RequestStatus.IN_PROGRESS);
  }

  @Test
  void theHelpDesksWordMovesTheRequest() {
    Applied applied = apply("helpdesk", ticket("in repair", NOON));

    assertThat(applied.fate()).isEqualTo(Applied.Fate.APPLIED);
    assertThat(view().status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(timeline(ActivityKind.STATUS_CHANGED)).isEqualTo(1);
  }

  @Test
  void neitherARepeatedNorAnOlderWordIsApplied() {
    apply("helpdesk", ticket("solved", NOON));

    assertThat(apply("helpdesk", ticket("solved", NOON)).fate()).isEqualTo(Applied.Fate.IGNORED);
    assertThat(apply("helpdesk", ticket("in repair", NOON.minusSeconds(5))).fate())
        .isEqualTo(Applied.Fate.IGNORED);
    assertThat(view().status()).isEqualTo(RequestStatus.SOLVED);
    assertThat(timeline(ActivityKind.STATUS_CHANGED)).isEqualTo(1);
  }

  @Test
  void anotherWordOfTheSameSecondIsNews() {
    apply("helpdesk", ticket("in repair", NOON));

    assertThat(apply("helpdesk", ticket("solved", NOON)).fate()).isEqualTo(Applied.Fate.APPLIED);
    assertThat(view().status()).isEqualTo(RequestStatus.SOLVED);
  }

  @Test
  void anInvoiceWithoutADueDateIsKept() {
    apply(
        "invoicing",
        new SystemWord(
            "I-1",
            "issued",
            NOON,
            new SystemWord.InvoiceWord(
                null, new BigDecimal("1.00"), "EUR", null, null, "issued", null, null)));

    assertThat(view().timeline())
        .anySatisfy(
            entry ->
                assertThat(entry.detailTexts())
                    .containsEntry("number", "I-1")
                    .doesNotContainKey("dueOn"));
  }

  @Test
  void anIssuedInvoiceDoesNotBecomeADraftAgain() {
    apply("invoicing", invoice("issued", NOON));

    assertThat(apply("invoicing", invoice("draft", NOON.plusSeconds(1))).fate())
        .isEqualTo(Applied.Fate.APPLIED);
    assertThat(view().invoices())
        .singleElement()
        .satisfies(i -> assertThat(i.state()).isEqualTo("ISSUED"));
  }

  @Test
  void anUnknownRecordIsTooEarlyAndAnUnknownWordIsShownAsItIs() {
    assertThat(apply("helpdesk", new SystemWord("HD-99", "solved", NOON, null)).fate())
        .isEqualTo(Applied.Fate.TOO_EARLY);

    Applied applied = apply("helpdesk", ticket("on the moon", NOON));

    assertThat(applied.outcome()).contains("on the moon");
    assertThat(view().strip().get(1).rawWord()).isEqualTo("on the moon");
    assertThat(view().status()).isEqualTo(RequestStatus.SUBMITTED);
  }

  @Test
  void aPaidInvoiceIsShownAndToldToTheCrmButNotEchoedToInvoicing() {
    apply("invoicing", invoice("issued", NOON));
    assertThat(view().invoices())
        .singleElement()
        .satisfies(i -> assertThat(i.state()).isEqualTo("ISSUED"));

    apply("invoicing", invoice("paid", NOON.plusSeconds(60)));
    apply("invoicing", invoice("paid", NOON.plusSeconds(60)));

    assertThat(view().invoices())
        .singleElement()
        .satisfies(
            i -> {
              assertThat(i.state()).isEqualTo("PAID");
              assertThat(i.means()).isEqualTo("Visa");
              assertThat(i.lastFour()).isEqualTo("1881");
            });
    assertThat(timeline(ActivityKind.INVOICE_PAID)).isEqualTo(1);
    assertThat(domain.deliveries.list(sofia, null, null, null, 50))
        .filteredOn(row -> row.eventType().equals("payment.received"))
        .extracting(DeliveryRow::connector)
        .containsExactly("crm");
  }

  @Test
  void anIssuedInvoiceIsToPayForTheRequesterUntilItIsPaid() {
    Invoices invoices = new Invoices(domain.jdbi);
    Viewer nadia = domain.viewer("nadia", Role.CUSTOMER);
    assertThat(invoices.toPay(camille, 5)).isEmpty();

    apply("invoicing", invoice("issued", NOON));
    assertThat(invoices.toPay(camille, 5))
        .singleElement()
        .satisfies(due -> assertThat(due.request()).isEqualTo(number));
    assertThat(invoices.toPay(nadia, 5)).isEmpty();

    apply("invoicing", invoice("paid", NOON.plusSeconds(60)));
    assertThat(invoices.toPay(camille, 5)).isEmpty();
  }

  @Test
  void theInboxTakesAMessageOnceAndKeepsWhatFailed() {
    int helpdesk = connector("helpdesk").id();
    assertThat(domain.<Boolean>inTransaction(() -> domain.inbox.receive(helpdesk, "m1", "{}")))
        .isTrue();
    assertThat(domain.<Boolean>inTransaction(() -> domain.inbox.receive(helpdesk, "m1", "{}")))
        .isFalse();

    long[] taken = new long[1];
    assertThat(
            domain.<Boolean>inTransaction(
                () ->
                    domain.inbox.next(
                        message -> {
                          taken[0] = message.id();
                          return Applied.tooEarly("not yet", false);
                        })))
        .isTrue();
    assertThat(
            domain.<Boolean>inTransaction(() -> domain.inbox.next(message -> Applied.ignored(""))))
        .isFalse();
    assertThat(domain.inbox.nextAt()).isPresent();
    assertThat(taken[0]).isPositive();
  }

  private static SystemWord written(Instant at, SystemWord.MessageWord... messages) {
    return new SystemWord("HD-1", null, null, null, at, null, List.of(messages));
  }

  private static SystemWord.MessageWord message(String id, String text, boolean internal) {
    return new SystemWord.MessageWord(id, "Tom (workshop)", text, NOON, internal);
  }

  /** Flows for everything that can change, to both systems. */
  private void everybodyHearsEverything() {
    for (String event :
        List.of(
            "message.added", "note.added", "request.status_changed", "request.priority_changed")) {
      for (String connector : List.of("crm", "helpdesk")) {
        domain.jdbi.useHandle(
            handle ->
                handle.execute(
                    "insert into flow (key, event_type, connector_id, mapping) values (?, ?, ?, '.')",
                    connector + event,
                    event,
                    connector(connector).id()));
      }
    }
  }

  private List<String> told(String event) {
    return domain.deliveries.list(sofia, null, null, null, 50).stream()
        .filter(row -> row.eventType().equals(event))
        .map(DeliveryRow::connector)
        .toList();
  }

  @Test
  void whatIsWrittenThereIsAddedOnceUnderItsAuthorsName() {
    apply("helpdesk", written(NOON, message("j1", "We have it", false)));
    apply("helpdesk", written(NOON, message("j1", "We have it", false)));
    apply(
        "helpdesk",
        written(NOON, message("j1", "We have it", false), message("j2", "Fan is dusty", true)));

    assertThat(view().timeline())
        .filteredOn(entry -> entry.activityKind() == ActivityKind.REPLY)
        .singleElement()
        .satisfies(
            reply -> {
              assertThat(reply.author()).isEqualTo("Tom (workshop)");
              assertThat(reply.authorIsStaff()).isTrue();
              assertThat(reply.body()).isEqualTo("We have it");
            });
    assertThat(timeline(ActivityKind.NOTE)).as("customers see no notes").isZero();
    assertThat(domain.requests.view(sofia, number).timeline())
        .filteredOn(TimelineEntry::internal)
        .extracting(TimelineEntry::body)
        .containsExactly("Fan is dusty");
  }

  @Test
  void nothingGoesBackToWhereItCameFrom() {
    everybodyHearsEverything();

    apply(
        "helpdesk",
        written(NOON, message("j1", "We have it", false), message("j2", "Dusty", true)));
    apply("helpdesk", ticket("in repair", NOON));
    apply(
        "helpdesk",
        new SystemWord("HD-1", null, null, Priority.HIGH, NOON.plusSeconds(1), null, List.of()));

    assertThat(view().priority()).isEqualTo(Priority.HIGH);
    for (String event :
        List.of(
            "message.added", "note.added", "request.status_changed", "request.priority_changed")) {
      assertThat(told(event)).as(event).containsExactly("crm");
    }
  }

  @Test
  void whatWeWroteThereComesBackAsOurs() {
    everybodyHearsEverything();
    domain.inTransaction(
        () -> {
          domain.requestDesk.reply(camille, number, "Is it ready?");
          return null;
        });

    apply(
        "helpdesk", written(NOON, message("j1", "Camille Moreau wrote:\n\nIs it  ready?", false)));
    assertThat(timeline(ActivityKind.REPLY)).isEqualTo(1);
    apply("helpdesk", written(NOON, message("j2", "Is it ready?", false)));
    assertThat(timeline(ActivityKind.REPLY)).as("somebody else's of the same words").isEqualTo(2);
    apply(
        "helpdesk",
        written(
            NOON,
            message("j3", "Camille Moreau wrote:\n> Is it ready?\n\nYes, come at five.", false)));
    assertThat(timeline(ActivityKind.REPLY)).as("an answer that quotes her").isEqualTo(3);
  }

  @Test
  void aSecondInvoiceIsFoundByOurReferenceAndMovesNothingElse() {
    SystemWord second =
        new SystemWord(
            "I-2",
            number,
            "issued",
            null,
            NOON,
            new SystemWord.InvoiceWord(
                "2026-119", new BigDecimal("10.00"), "EUR", null, null, "issued", null, null),
            List.of());
    apply("invoicing", invoice("issued", NOON));

    assertThat(apply("invoicing", second).fate()).isEqualTo(Applied.Fate.APPLIED);
    assertThat(apply("invoicing", second).fate()).isEqualTo(Applied.Fate.IGNORED);
    assertThat(view().invoices()).hasSize(2);
    assertThat(view().strip().get(2).externalId()).isEqualTo("I-1");
  }

  @Test
  void aSystemThatWasNeverToldOfARequestHasNoSayInIt() {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into connector (key, name, record, place, kamelet, properties, idempotent, position)"
                    + " select 'stranger', name, record, place, kamelet, properties, true, 99 from connector"
                    + " where key = 'crm'"));
    SystemWord word = new SystemWord("X-1", number, "solved", null, NOON, null, List.of());

    assertThat(apply("stranger", word).fate()).isEqualTo(Applied.Fate.TOO_EARLY);
    assertThat(view().status()).isEqualTo(RequestStatus.SUBMITTED);
  }

  @Test
  void aRecordWithOurReferenceWaitsWhileOurOwnIsOnItsWay() {
    domain.inTransaction(
        () ->
            domain.jdbi.withHandle(
                handle ->
                    handle.execute("delete from external_reference where external_id = 'HD-1'")));
    SystemWord word = new SystemWord("HD-7", number, "in repair", null, NOON, null, List.of());

    domain.jdbi.useHandle(
        handle -> handle.execute("update delivery set state = 0 where external_id = 'HD-1'"));
    assertThat(apply("helpdesk", word).fate()).isEqualTo(Applied.Fate.TOO_EARLY);
    domain.jdbi.useHandle(
        handle -> handle.execute("update delivery set state = 5 where external_id = 'HD-1'"));
    assertThat(apply("helpdesk", word).fate()).isEqualTo(Applied.Fate.APPLIED);
    assertThat(view().status()).isEqualTo(RequestStatus.IN_PROGRESS);
  }

  @Test
  void aWordThatTheMapDoesNotNameHasTheMapsDefaultAndIsShownToIt() {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update connector set status_map = status_map || '{\"*\": {\"label\": {\"en\": \"Being handled\"},"
                    + " \"request\": \"IN_PROGRESS\"}}' where key = 'helpdesk'"));

    apply("helpdesk", ticket("on the moon", NOON));
    apply("helpdesk", ticket("on the moon", NOON.plusSeconds(1)));

    assertThat(view().status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(view().strip().get(1).word().in(java.util.Locale.ENGLISH))
        .isEqualTo("Being handled");
    assertThat(domain.unknownWords.list(sofia, 10))
        .extracting(word -> word.connector() + " " + word.word() + " " + word.count())
        .containsExactly("helpdesk on the moon 2");
  }
}
