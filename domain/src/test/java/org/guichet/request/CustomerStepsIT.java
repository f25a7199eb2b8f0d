package org.guichet.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** C7: what a customer does to his own request, and nobody else. */
class CustomerStepsIT {
  private static TestDomain domain;
  private static Viewer camille;
  private static Viewer julien;
  private static Viewer nadia;
  private static Viewer sofia;
  private String number;

  @BeforeAll
  static void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    julien = domain.viewer("julien", Role.CUSTOMER);
    nadia = domain.viewer("nadia", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  @BeforeEach
  void aRequest() {
    Map<String, String> fields = Map.of("device", "Laptop", "description", "It fell");
    number =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    camille, new Submission("device-repair", fields, UUID.randomUUID())));
  }

  @Test
  void whoTakesItBackSaysWhyInTheConversation() {
    run(() -> domain.customerSteps.cancel(camille, number, "I bought a new one"));

    assertThat(view().status()).isEqualTo(RequestStatus.CANCELLED);
    assertThat(kinds()).endsWith(ActivityKind.REPLY, ActivityKind.STATUS_CHANGED);
    assertThat(bodies()).contains("I bought a new one");
  }

  @Test
  void solvedOrClosedWorkIsReopenedInTimeAndNotLater() {
    assertThatThrownBy(() -> reopen(camille)).isInstanceOf(IllegalTransition.class);
    become(RequestStatus.SOLVED);
    run(() -> domain.customerSteps.confirm(camille, number));
    assertThat(view().status()).isEqualTo(RequestStatus.CLOSED);

    reopen(camille);
    assertThat(view().status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(bodies()).contains("It flickers again");

    become(RequestStatus.SOLVED);
    settled(Duration.ofDays(15));
    assertThatThrownBy(() -> reopen(camille)).isInstanceOf(IllegalTransition.class);
    assertThat(side(camille).isReopenable(Instant.now())).isFalse();
  }

  @Test
  void nobodyReopensWithoutAReason() {
    become(RequestStatus.SOLVED);
    assertThatThrownBy(() -> run(() -> domain.customerSteps.reopen(camille, number, " ")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(view().status()).isEqualTo(RequestStatus.SOLVED);
  }

  @Test
  void theSecondConfirmationChangesNothing() {
    become(RequestStatus.SOLVED);
    run(() -> domain.customerSteps.confirm(camille, number));
    int entries = kinds().size();
    run(() -> domain.customerSteps.confirm(camille, number));
    assertThat(kinds()).hasSize(entries);
  }

  @Test
  void theManagerOfTheOrganizationMayAndAStrangerOrTheDeskMayNot() {
    assertThatThrownBy(() -> run(() -> domain.customerSteps.cancel(nadia, number, "")))
        .isInstanceOf(NotVisible.class);
    assertThatThrownBy(() -> run(() -> domain.customerSteps.cancel(sofia, number, "")))
        .as("the desk changes the status at the desk")
        .isInstanceOf(NotVisible.class);
    run(() -> domain.customerSteps.cancel(julien, number, ""));
    assertThat(view().status()).isEqualTo(RequestStatus.CANCELLED);
  }

  @Test
  void aRatingIsGivenOnceChangedForAWhileAndSeenByTheDesk() {
    assertThat(side(camille).rateable()).isFalse();
    assertThatThrownBy(() -> rate(5)).isInstanceOf(IllegalTransition.class);
    become(RequestStatus.SOLVED);
    assertThat(side(camille).rateable()).isTrue();
    rate(3);
    rate(4);
    assertThat(side(sofia).rating().stars()).isEqualTo(4);
    assertThat(side(sofia).rateable()).isFalse();

    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update rating set rated_at = rated_at - interval '15 days' where request_id = ?",
                view().id()));
    assertThat(side(camille).rateable()).isFalse();
    assertThatThrownBy(() -> rate(1)).isInstanceOf(CustomerSteps.TooLate.class);
    assertThat(side(sofia).rating().stars()).isEqualTo(4);
  }

  @Test
  void anAnswerThatWasWaitedForLetsTheWorkGoOn() {
    become(RequestStatus.WAITING_FOR_CUSTOMER);
    run(() -> domain.requestDesk.reply(sofia, number, "Which one?"));
    assertThat(view().status()).isEqualTo(RequestStatus.WAITING_FOR_CUSTOMER);

    run(() -> domain.requestDesk.reply(camille, number, "The left one"));
    assertThat(view().status()).isEqualTo(RequestStatus.IN_PROGRESS);
  }

  @Test
  void aDraftSentTwiceIsOneMessageAndIsForgotten() {
    UUID draft = UUID.randomUUID();
    UUID request = view().id();
    run(() -> domain.replyDrafts.save(camille, number, draft, "The le"));
    assertThat(domain.replyDrafts.of(camille, request).orElseThrow().body()).isEqualTo("The le");
    assertThat(domain.replyDrafts.of(julien, request)).isEmpty();
    domain.inTransaction(
        () ->
            domain.attachments.receive(
                camille, draft, "log.txt", new ByteArrayInputStream("error 17".getBytes())));

    for (int click = 0; click < 2; click++) {
      run(() -> domain.requestDesk.reply(camille, number, "The left one", draft, null));
    }

    assertThat(bodies()).containsOnlyOnce("The left one");
    assertThat(view().files()).hasSize(1);
    assertThat(domain.replyDrafts.of(camille, request)).isEmpty();
    run(() -> domain.replyDrafts.save(camille, number, draft, "The left one"));
    assertThat(domain.replyDrafts.of(camille, request)).as("what comes late is dropped").isEmpty();
    assertThatThrownBy(() -> run(() -> domain.replyDrafts.save(nadia, number, draft, "x")))
        .isInstanceOf(NotVisible.class);
  }

  @Test
  void aWindowThatGoesOnUnderASentDraftLosesNothing() {
    UUID draft = UUID.randomUUID();
    run(() -> domain.requestDesk.reply(camille, number, "Sent on the phone", draft, null));
    run(() -> domain.requestDesk.reply(camille, number, "Written the next day", draft, null));

    assertThat(bodies()).containsOnlyOnce("Sent on the phone", "Written the next day");
  }

  @Test
  void oneWindowDoesNotReplaceWhatAnotherHasWritten() {
    UUID one = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    UUID request = view().id();
    assertThat(save(one, "A long reply")).isPresent();

    assertThat(save(other, "x")).isEmpty();
    run(() -> domain.replyDrafts.begin(camille, number, other));
    assertThat(domain.replyDrafts.of(camille, request).orElseThrow())
        .satisfies(kept -> assertThat(kept.draft()).isEqualTo(one))
        .satisfies(kept -> assertThat(kept.body()).isEqualTo("A long reply"));

    assertThat(save(one, "")).isPresent();
    assertThat(save(other, "What is left")).isPresent();
  }

  @Test
  void filesOfAReplyThatIsStillWrittenAreNotSwept() {
    UUID draft = UUID.randomUUID();
    domain.inTransaction(
        () ->
            domain.attachments.receive(
                camille, draft, "log.txt", new ByteArrayInputStream("error 17".getBytes())));
    assertThat(save(draft, "See the file")).isPresent();

    domain.attachments.sweepUnsent(Instant.now().plusSeconds(60));
    assertThat(domain.attachments.ofDraft(camille, draft)).hasSize(1);
  }

  private Optional<Instant> save(UUID draft, String body) {
    return domain.inTransaction(() -> domain.replyDrafts.save(camille, number, draft, body));
  }

  private void become(RequestStatus to) {
    run(() -> domain.requestDesk.changeStatus(sofia, number, to, view().version()));
  }

  private void reopen(Viewer viewer) {
    run(() -> domain.customerSteps.reopen(viewer, number, "It flickers again"));
  }

  private void rate(int stars) {
    run(() -> domain.customerSteps.rate(camille, number, stars, "Quick"));
  }

  private void settled(Duration ago) {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update service_request set settled_at = ?::timestamptz where number = ?",
                Instant.now().minus(ago).toString(),
                number));
  }

  private RequestView view() {
    return domain.requests.view(camille, number);
  }

  private CustomerSide side(Viewer viewer) {
    return domain.customerSides.of(viewer, view().id());
  }

  private List<ActivityKind> kinds() {
    return view().timeline().stream().map(TimelineEntry::activityKind).toList();
  }

  private List<String> bodies() {
    return view().timeline().stream().map(entry -> String.valueOf(entry.body())).toList();
  }

  private static void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }
}
