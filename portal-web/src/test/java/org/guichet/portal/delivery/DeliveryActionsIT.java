package org.guichet.portal.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.delivery.AttemptRecord;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.DeliveryAction;
import org.guichet.delivery.DeliveryState;
import org.guichet.delivery.DeliveryVerb;
import org.guichet.portal.shared.FixedReader;
import org.guichet.portal.shared.SomebodyLooks;
import org.guichet.portal.shared.Words;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What supervisors do on the page of deliveries, on the real domain. */
class DeliveryActionsIT {
  private TestDomain domain;
  private DeliveriesPage page;
  private DeliveryActions actions;
  private AllDeliveries all;
  private ClaimedDelivery dead;

  @BeforeEach
  void aDeliveryThatTheHelpDeskRefused() {
    domain = TestDomain.start();
    dead = refused("{\"title\": \"Laptop\"}");
    Viewer sofia = domain.viewer("sofia", Role.SUPERVISOR);
    Words words = new Words(new FixedReader("en", ZoneOffset.UTC));
    page = new DeliveriesPage();
    page.deliveries = domain.deliveries;
    page.desk = domain.deliveryDesk;
    page.connectors = new Connectors(domain.jdbi, null, null);
    page.viewer = new SomebodyLooks(sofia);
    page.words = words;
    page.setSelected(dead.id());
    page.load();
    actions = new DeliveryActions();
    actions.desk = domain.deliveryDesk;
    actions.deliveries = domain.deliveries;
    actions.page = page;
    actions.viewer = page.viewer;
    actions.words = words;
    all = new AllDeliveries();
    all.desk = domain.deliveryDesk;
    all.deliveries = domain.deliveries;
    all.page = page;
    all.viewer = page.viewer;
    all.words = words;
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private ClaimedDelivery refused(String sent) {
    domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                domain.viewer("camille", Role.CUSTOMER),
                new Submission(
                    "device-repair",
                    Map.of("device", "Laptop", "description", "Broken"),
                    UUID.randomUUID())));
    int helpDesk = new Connectors(domain.jdbi, null, null).find("helpdesk").orElseThrow().id();
    return domain.inTransaction(
        () -> {
          ClaimedDelivery delivery =
              domain.ledger.claim("a", Map.of(helpDesk, 1), Duration.ofSeconds(40)).get(0);
          AttemptRecord attempt =
              new AttemptRecord(Instant.now(), 5, 422, "refused", "Refused.", sent, "{}", "t");
          domain.ledger.complete("a", List.of(Completion.dead(delivery, attempt)));
          return delivery;
        });
  }

  private void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  @Test
  void whatHasLeftTheListOffersNothing() {
    assertThat(actions.verbs(page.getSelectedRow())).isNotEmpty();
    page.setSelected(0L);
    assertThat(actions.verbs(page.getSelectedRow())).isEmpty();
    assertThat(actions.isEditable(page.getSelectedRow())).isFalse();
  }

  @Test
  void markedAsDoneWithItsNumberAndAReason() {
    actions.setReason("Entered by hand");
    actions.setNumber("HD-7");
    run(() -> actions.act(DeliveryVerb.MARK_DONE));

    assertThat(page.getSelectedRow().deliveryState()).isEqualTo(DeliveryState.DONE_BY_HAND);
    assertThat(page.getSelectedRow().externalId()).isEqualTo("HD-7");
    assertThat(actions.getHistory())
        .extracting(DeliveryAction::reason)
        .containsExactly("Entered by hand");
    assertThat(actions.word(actions.getHistory().get(0))).isEqualTo("Mark as done");
    assertThat(actions.verbs(page.getSelectedRow()))
        .containsExactly(DeliveryVerb.REPLAY, DeliveryVerb.REPLAY_MAPPED_ANEW);
  }

  @Test
  void withoutAReasonNothingIsDone() {
    run(() -> actions.act(DeliveryVerb.CANCEL));

    assertThat(actions.isRefused()).isTrue();
    assertThat(actions.getNotice()).isEqualTo("Say why, in at most 500 characters.");
    assertThat(page.getSelectedRow().deliveryState()).isEqualTo(DeliveryState.DEAD);
  }

  @Test
  void whatWasSentIsThereToBeEditedUnlessPartOfItIsHidden() {
    assertThat(actions.getBody()).isEqualTo("{\"title\": \"Laptop\"}");

    page.setSelected(refused("{\"password\": \"***\"}").id());
    page.refresh();
    assertThat(actions.getBody()).isEmpty();
  }

  @Test
  void allAreCountedFirstAndDoneAfterYes() {
    refused("{}");
    page.refresh();
    all.choose(DeliveryVerb.CANCEL);
    assertThat(all.getQuestion()).startsWith("Cancel the delivery, 2 deliveries.");

    all.setReason("Wrong system");
    run(all::confirm);

    assertThat(all.getNotice()).isEqualTo("Cancel the delivery: 2 deliveries.");
    assertThat(page.getRows())
        .filteredOn(row -> row.connector().equals("helpdesk"))
        .allMatch(row -> row.deliveryState() == DeliveryState.CANCELLED);
    // Those of the other systems are under way: nobody meant them.
    assertThat(page.getRows())
        .filteredOn(row -> !row.connector().equals("helpdesk"))
        .allMatch(row -> row.deliveryState() == DeliveryState.DUE);
  }
}
