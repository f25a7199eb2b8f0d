package org.guichet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.guichet.delivery.DeliveryVerb.CANCEL;
import static org.guichet.delivery.DeliveryVerb.MARK_DONE;
import static org.guichet.delivery.DeliveryVerb.REPLAY;
import static org.guichet.delivery.DeliveryVerb.REPLAY_MAPPED_ANEW;
import static org.guichet.delivery.DeliveryVerb.RETRY;
import static org.guichet.delivery.DeliveryVerb.RETRY_MAPPED_ANEW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.delivery.DeliveryRefusal.Why;
import org.guichet.request.TicketState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryDeskIT {
  private LedgerFixture fixture;
  private DeliveryDesk desk;

  @BeforeEach
  void start() {
    fixture = new LedgerFixture();
    desk = fixture.domain.deliveryDesk;
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private void act(DeliveryVerb verb, long id) {
    fixture.run(() -> desk.act(fixture.sofia, verb, id, "Because of the test"));
  }

  private void assertRefused(Why why, Runnable work) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            DeliveryRefusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
  }

  private String auditOf(String action) {
    return fixture.domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select actor || ' ' || coalesce(object_id, '-') || ' ' || details from audit_entry"
                        + " where action = :action")
                .bind("action", action)
                .mapTo(String.class)
                .one());
  }

  @Test
  void aRetriedOneHasNewPatienceAndTheSameContent() {
    fixture.submit();
    ClaimedDelivery dead = fixture.dead("helpdesk");

    act(RETRY, dead.id());

    ClaimedDelivery again = fixture.claimOne("helpdesk");
    assertThat(again.id()).isEqualTo(dead.id());
    assertThat(again.attempt()).isEqualTo(1);
    assertThat(again.tries()).isEqualTo(2);
    assertThat(again.repeated()).isTrue();
    assertThat(again.idempotencyKey()).isEqualTo(dead.idempotencyKey());
    assertThat(fixture.domain.deliveries.actions(fixture.sofia, dead.id()))
        .extracting(DeliveryAction::action, DeliveryAction::actor, DeliveryAction::reason)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "retry", fixture.sofia.name(), "Because of the test"));
    assertThat(auditOf("delivery.retry"))
        .isEqualTo(
            fixture.sofia.name() + " " + dead.id() + " {\"reason\": \"Because of the test\"}");
  }

  @Test
  void mappedAnewIsAnotherContentUnderAnotherKey() {
    fixture.submit();
    ClaimedDelivery dead = fixture.dead("helpdesk");
    fixture.sql("update flow set mapping = '{new: true}' where key = 'helpdesk-ticket'");

    act(RETRY_MAPPED_ANEW, dead.id());

    ClaimedDelivery again = fixture.claimOne("helpdesk");
    assertThat(again.mapping()).isEqualTo("{new: true}");
    assertThat(again.revision()).isEqualTo(2);
    assertThat(again.idempotencyKey()).isNotEqualTo(dead.idempotencyKey());
  }

  @Test
  void aConfirmedOneIsReplayedAndNotRetried() {
    fixture.submit();
    ClaimedDelivery first = fixture.confirmed("helpdesk", "HD-1");
    fixture.sql("update flow set mapping = '{new: true}' where key = 'helpdesk-ticket'");
    assertRefused(Why.WRONG_STATE, () -> act(RETRY, first.id()));
    assertRefused(Why.WRONG_STATE, () -> act(CANCEL, first.id()));

    act(REPLAY, first.id());
    ClaimedDelivery same = fixture.claimOne("helpdesk");
    assertThat(same.idempotencyKey()).isEqualTo(first.idempotencyKey());
    assertThat(same.mapping()).isEqualTo(first.mapping());
    assertThat(same.references()).isEqualTo(first.references());
    fixture.complete(
        Completion.confirmed(
            same, LedgerFixture.attempt(null, null), new Receipt("HD-1", null, null)));

    act(REPLAY_MAPPED_ANEW, first.id());
    ClaimedDelivery anew = fixture.claimOne("helpdesk");
    assertThat(anew.mapping()).isEqualTo("{new: true}");
    assertThat(anew.references()).contains("HD-1");
  }

  @Test
  void whatAPersonWroteIsSentAsItIsAndAgainOnRetry() {
    fixture.submit();
    ClaimedDelivery dead = fixture.dead("helpdesk");
    assertRefused(
        Why.BAD_BODY,
        () -> fixture.run(() -> desk.edit(fixture.sofia, dead.id(), "{\"title\":", "Wrong title")));

    fixture.run(() -> desk.edit(fixture.sofia, dead.id(), "{\"title\": \"PC\"}", "Wrong title"));

    ClaimedDelivery edited = fixture.dead("helpdesk");
    assertThat(edited.body()).isEqualTo("{\"title\": \"PC\"}");
    assertThat(edited.revision()).isEqualTo(2);
    act(RETRY, dead.id());
    assertThat(fixture.dead("helpdesk").body()).isEqualTo("{\"title\": \"PC\"}");
    act(RETRY_MAPPED_ANEW, dead.id());
    assertThat(fixture.claimOne("helpdesk").body()).isNull();
  }

  @Test
  void doneByHandKeepsTheNumberAndLetsTheOthersGoOn() {
    String number = fixture.submit();
    ClaimedDelivery dead = fixture.dead("crm");
    assertThat(fixture.claim("invoicing")).isEmpty();

    fixture.run(() -> desk.doneByHand(fixture.sofia, dead.id(), " C-99 ", "Typed in by me"));

    assertThat(fixture.ticket(fixture.sofia, number, "crm").state()).isEqualTo(TicketState.BY_HAND);
    assertThat(fixture.ticket(fixture.sofia, number, "crm").externalId()).isEqualTo("C-99");
    assertThat(fixture.row(dead.id()).settledBy()).isEqualTo(fixture.sofia.name());
    assertThat(fixture.claimOne("invoicing").references()).contains("C-99");
  }

  @Test
  void aNumberBelongsToOneRequest() {
    fixture.submit();
    fixture.confirmed("crm", "C-1");
    fixture.submit();
    ClaimedDelivery dead = fixture.dead("crm");

    assertRefused(
        Why.NUMBER_TAKEN,
        () -> fixture.run(() -> desk.doneByHand(fixture.sofia, dead.id(), "C-1", "It is there")));
    assertThat(fixture.row(dead.id()).deliveryState()).isEqualTo(DeliveryState.DEAD);
  }

  @Test
  void aCancelledOneHoldsNobody() {
    String number = fixture.submit();
    ClaimedDelivery dead = fixture.dead("crm");
    UUID request = fixture.domain.requests.view(fixture.camille, number).id();
    fixture.run(
        () ->
            new Outbox(fixture.domain.jdbi)
                .append(
                    request,
                    "payment.received",
                    jakarta.json.JsonValue.EMPTY_JSON_OBJECT,
                    "invoicing"));
    assertThat(fixture.claim("crm")).isEmpty();

    act(CANCEL, dead.id());

    assertThat(fixture.claimOne("invoicing").references()).isEqualTo("{}");
    assertThat(fixture.claimOne("crm").flow()).isEqualTo("crm-payment");
  }

  @ParameterizedTest
  @EnumSource(
      value = DeliveryVerb.class,
      names = {"EDIT"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatIsBeingSentIsLeftAlone(DeliveryVerb verb) {
    fixture.submit();
    ClaimedDelivery flying = fixture.claimOne("helpdesk");

    assertRefused(Why.IN_FLIGHT, () -> act(verb, flying.id()));
  }

  @Test
  void onlyWhoCaresForDeliveriesMayAndOnlyWithAReason() {
    fixture.submit();
    ClaimedDelivery dead = fixture.dead("helpdesk");

    assertThatThrownBy(() -> desk.act(fixture.camille, CANCEL, dead.id(), "why"))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(
            () -> desk.actOnAll(fixture.camille, CANCEL, DeliveryFilter.of(null, null), 1, "why"))
        .isInstanceOf(NotAllowed.class);
    assertRefused(
        Why.NO_REASON, () -> fixture.run(() -> desk.act(fixture.sofia, CANCEL, dead.id(), "  ")));
    assertThatThrownBy(() -> fixture.run(() -> desk.act(fixture.sofia, CANCEL, 999_999, "why")))
        .isInstanceOf(NotVisible.class);
  }

  @Test
  void allThatAFilterFindsComeBackOneAfterAnother() {
    for (int i = 0; i < 5; i++) {
      fixture.submit();
    }
    for (ClaimedDelivery delivery : fixture.claim("helpdesk")) {
      fixture.complete(Completion.dead(delivery, LedgerFixture.attempt("refused", "No.")));
    }
    for (ClaimedDelivery delivery : fixture.claim("storage")) {
      fixture.complete(Completion.dead(delivery, LedgerFixture.attempt("timeout", "No.")));
    }
    DeliveryFilter refused =
        new DeliveryFilter(
            null, null, "request.submitted", "refused", Instant.now().minusSeconds(600), null);
    assertThat(fixture.domain.deliveries.count(fixture.sofia, refused, RETRY)).isEqualTo(5);

    int count =
        fixture.domain.inTransaction(
            () -> desk.actOnAll(fixture.sofia, RETRY, refused, 2, "Help desk is back"));

    assertThat(count).isEqualTo(5);
    List<Instant> times =
        fixture
            .domain
            .deliveries
            .list(fixture.sofia, DeliveryFilter.of(null, "helpdesk"), null, 10)
            .stream()
            .sorted(java.util.Comparator.comparing(DeliveryRow::id))
            .map(DeliveryRow::nextAttemptAt)
            .toList();
    assertThat(Duration.between(times.get(0), times.get(4))).isEqualTo(Duration.ofSeconds(2));
    assertThat(
            fixture.domain.deliveries.list(
                fixture.sofia, DeliveryFilter.of(DeliveryState.DEAD, null), null, 10))
        .extracting(DeliveryRow::connector)
        .containsOnly("storage");
    assertThat(auditOf("delivery.retry"))
        .startsWith(fixture.sofia.name() + " - ")
        .contains("\"count\": 5", "\"errorClass\": \"refused\"", "Help desk is back");
    DeliveryRow one =
        fixture
            .domain
            .deliveries
            .list(fixture.sofia, DeliveryFilter.of(DeliveryState.DUE, "helpdesk"), null, 1)
            .get(0);
    assertThat(fixture.domain.deliveries.actions(fixture.sofia, one.id())).hasSize(1);
  }

  @Test
  void allThatWaitedForWhatWasMarkedGoOn() {
    for (int i = 0; i < 3; i++) {
      fixture.submit();
    }
    for (ClaimedDelivery delivery : fixture.claim("crm")) {
      fixture.complete(Completion.dead(delivery, LedgerFixture.attempt("refused", "No.")));
    }

    fixture.run(
        () ->
            desk.actOnAll(fixture.sofia, MARK_DONE, DeliveryFilter.of(null, "crm"), 1, "Imported"));

    assertThat(fixture.claim("invoicing")).hasSize(3);
  }
}
