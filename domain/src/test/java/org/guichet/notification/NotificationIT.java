package org.guichet.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.notification.Wanted.Ways;
import org.guichet.request.RequestStatus;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** C10: who is told what, and what of it the pages show. */
class NotificationIT {
  private TestDomain domain;
  private Viewer camille;
  private Viewer julien;
  private Viewer tom;
  private Viewer sofia;
  private String number;

  @BeforeEach
  void aRequestOfCamille() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    julien = domain.viewer("julien", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR, Role.AGENT);
    number = submit();
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private String submit() {
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                camille,
                new Submission(
                    "device-repair",
                    Map.of("device", "Laptop", "description", "Broken"),
                    UUID.randomUUID())));
  }

  private void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  private void changeStatus(Viewer viewer, RequestStatus to) {
    run(
        () ->
            domain.requestDesk.changeStatus(
                viewer, number, to, domain.requests.view(viewer, number).version()));
  }

  private List<NotificationRow> list(Viewer viewer) {
    return domain.notifications.list(viewer, Long.MAX_VALUE, 50);
  }

  private List<NotificationKind> kinds(Viewer viewer) {
    return list(viewer).stream().map(NotificationRow::notificationKind).toList();
  }

  @Test
  void theCustomerIsToldWhatStaffDoAndNeverWhatHeDidHimself() {
    run(() -> domain.requestDesk.reply(tom, number, "Is it plugged in?"));
    changeStatus(tom, RequestStatus.WAITING_FOR_CUSTOMER);
    assertThat(kinds(camille))
        .containsExactly(NotificationKind.REPLY_NEEDED, NotificationKind.MESSAGE);
    assertThat(list(camille).get(1))
        .satisfies(
            row -> {
              assertThat(row.author()).isEqualTo(tom.name());
              assertThat(row.excerpt()).isEqualTo("Is it plugged in?");
              assertThat(row.number()).isEqualTo(number);
              assertThat(row.read()).isFalse();
            });

    run(() -> domain.requestDesk.reply(camille, number, "Yes"));
    changeStatus(tom, RequestStatus.SOLVED);
    assertThat(kinds(camille)).startsWith(NotificationKind.STATUS).hasSize(3);
    assertThat(list(tom)).as("nobody assigned it to him").isEmpty();
  }

  @Test
  void staffAreToldWhatHappensToTheirRequestsAndWhatIsGivenToThem() {
    run(() -> domain.requestDesk.assignToMe(tom, number));
    assertThat(list(tom)).as("he took it himself").isEmpty();
    run(() -> domain.requestDesk.reply(camille, number, "Any news?"));
    run(() -> domain.requestDesk.note(sofia, number, "She called, too"));

    assertThat(kinds(tom)).containsExactly(NotificationKind.NOTE, NotificationKind.MESSAGE);
    assertThat(list(sofia)).isEmpty();
  }

  @Test
  void whoSolvedItIsToldWhatTheCustomerThinksOfIt() {
    run(() -> domain.requestDesk.assignToMe(tom, number));
    changeStatus(tom, RequestStatus.SOLVED);
    run(() -> domain.customerSteps.rate(camille, number, 4, "Quick"));

    assertThat(kinds(tom)).containsExactly(NotificationKind.RATING);
    assertThat(list(tom).get(0).detailTexts()).containsEntry("stars", "4");
  }

  @Test
  void internalNotesNeverReachCustomers() {
    run(() -> domain.participants.add(camille, number, julien.personId()));
    run(() -> domain.requestDesk.note(tom, number, "Secret"));

    assertThat(told(camille)).isZero();
    assertThat(kinds(julien)).containsExactly(NotificationKind.FOLLOWING);
  }

  @Test
  void whatIsNotListedIsNotCounted() {
    run(() -> domain.requestDesk.assignToMe(tom, number));
    run(() -> domain.requestDesk.note(sofia, number, "For you"));
    run(() -> domain.requestDesk.reply(camille, number, "Any news?"));
    assertThat(domain.notifications.waiting(tom).unread()).isEqualTo(2);

    domain.jdbi.useHandle(
        handle -> {
          handle.execute("update service_request set assignee_id = null");
          handle.execute("delete from team_member");
        });
    Viewer gone = domain.viewer("tom", Role.AGENT);
    assertThat(list(gone)).isEmpty();
    assertThat(domain.notifications.waiting(gone).unread()).isZero();
    assertThat(domain.notifications.read(gone, UUID.randomUUID()).unread()).isZero();
  }

  @Test
  void whoFollowsIsToldUntilHeDoesNotAnyMore() {
    run(() -> domain.participants.add(camille, number, julien.personId()));
    run(() -> domain.requestDesk.reply(tom, number, "Hello"));
    run(() -> domain.requestDesk.reply(julien, number, "Hello from me"));
    assertThat(kinds(julien)).containsExactly(NotificationKind.MESSAGE, NotificationKind.FOLLOWING);
    assertThat(kinds(camille)).containsExactly(NotificationKind.MESSAGE, NotificationKind.MESSAGE);

    run(() -> domain.participants.remove(camille, number, julien.personId()));
    run(() -> domain.requestDesk.reply(tom, number, "Between us"));
    assertThat(told(julien)).isZero();
  }

  @Test
  void whoLeftTheOrganizationIsNotToldNorShownWhatHeWasTold() {
    run(() -> domain.participants.add(camille, number, julien.personId()));
    domain.jdbi.useHandle(
        handle -> handle.execute("delete from membership where person_id = ?", julien.personId()));
    Viewer stranger = domain.viewer("julien", Role.CUSTOMER);
    run(() -> domain.requestDesk.reply(tom, number, "Hello"));

    assertThat(told(stranger)).isEqualTo(1);
    assertThat(list(stranger)).isEmpty();
  }

  @Test
  void aNoteIsHiddenFromWhoDoesNotWorkOnItAnyMore() {
    Viewer former = domain.viewer("julien", Role.AGENT);
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update service_request set assignee_id = ? where number = ?",
                julien.personId(),
                number));
    run(() -> domain.requestDesk.note(sofia, number, "For staff"));
    assertThat(kinds(former)).containsExactly(NotificationKind.NOTE);

    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update service_request set assignee_id = null where number = ?", number));
    assertThat(list(julien)).as("he manages the organization and sees the request").isEmpty();
  }

  @Test
  void whatIsOpenedOrMarkedIsReadAndOnlyOnesOwn() {
    run(() -> domain.requestDesk.reply(tom, number, "One"));
    run(() -> domain.requestDesk.reply(tom, number, "Two"));
    String first = number;
    number = submit();
    run(() -> domain.requestDesk.reply(tom, number, "Three"));
    assertThat(unread()).isEqualTo(3);

    long two = list(camille).get(1).id();
    run(() -> domain.notifications.read(julien, two));
    assertThat(unread()).isEqualTo(3);
    run(() -> domain.notifications.read(camille, two));
    assertThat(unread()).isEqualTo(2);
    UUID request = domain.requests.view(camille, first).id();
    run(() -> domain.notifications.read(camille, request));
    assertThat(unread()).isEqualTo(1);
    run(() -> domain.notifications.readAll(camille));
    assertThat(unread()).isZero();
    assertThat(list(camille)).hasSize(3).allMatch(NotificationRow::read);
  }

  @Test
  void theListGoesOnWhereItEnded() {
    for (String text : List.of("One", "Two", "Three")) {
      run(() -> domain.requestDesk.reply(tom, number, text));
    }
    List<NotificationRow> newest = domain.notifications.list(camille, Long.MAX_VALUE, 2);
    List<NotificationRow> older = domain.notifications.list(camille, newest.get(1).id(), 2);

    assertThat(newest).extracting(NotificationRow::excerpt).containsExactly("Three", "Two");
    assertThat(older).extracting(NotificationRow::excerpt).containsExactly("One");
  }

  @Test
  void aKindThatIsTurnedOffIsNotToldAndOthersAre() {
    run(
        () ->
            domain.notificationChoices.keep(
                camille.personId(),
                new Wanted(
                    Map.of(
                        NotificationKind.MESSAGE, new Ways(false, false),
                        NotificationKind.STATUS, new Ways(false, true)),
                    null)));
    run(() -> domain.requestDesk.reply(tom, number, "Hello"));
    changeStatus(tom, RequestStatus.IN_PROGRESS);

    assertThat(told(camille)).isEqualTo(1);
    assertThat(list(camille)).as("by mail only").isEmpty();
    assertThat(unread()).isZero();
  }

  @Test
  void whatWasToldLongAgoIsForgottenUnlessItsMailStillWaits() {
    ForgetNotifications forget = new ForgetNotifications(domain.jdbi, domain.settings);
    run(() -> domain.requestDesk.reply(tom, number, "Long ago"));
    run(() -> domain.requestDesk.reply(tom, number, "Long ago and not mailed yet"));
    domain.jdbi.useHandle(
        handle -> {
          handle.execute("update notification set told_at = now() - interval '366 days'");
          handle.execute(
              "update notification set mail_due_at = null"
                  + " where id = (select min(id) from notification)");
        });
    run(() -> domain.requestDesk.reply(tom, number, "Today"));

    assertThat(domain.inTransaction(forget::forget)).isEqualTo(1);
    assertThat(told(camille)).isEqualTo(2);
  }

  private int unread() {
    return domain.notifications.waiting(camille).unread();
  }

  private int told(Viewer viewer) {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from notification where person_id = :person")
                .bind("person", viewer.personId())
                .mapTo(Integer.class)
                .one());
  }
}
