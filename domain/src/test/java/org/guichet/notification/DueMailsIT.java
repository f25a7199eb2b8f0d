package org.guichet.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.inbox.Applied;
import org.guichet.inbox.MailWord;
import org.guichet.notification.DueMails.Due;
import org.guichet.notification.UnsubscribeTokens.Wish;
import org.guichet.notification.Wanted.Ways;
import org.guichet.request.RequestStatus;
import org.guichet.request.Submission;
import org.guichet.shared.JsonText;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** C10: which mails there are, when, and how they end. */
class DueMailsIT {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
  private TestDomain domain;
  private Viewer camille;
  private Viewer julien;
  private Viewer tom;
  private String number;

  @BeforeEach
  void aRequestOfCamilleAtACompanyThatSendsMails() {
    domain = TestDomain.start();
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into flow (key, event_type, connector_id, mapping)"
                    + " select 'mail', 'notification.due', id, '.mail' from connector where key = 'helpdesk'"));
    camille = domain.viewer("camille", Role.CUSTOMER);
    julien = domain.viewer("julien", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    number =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    camille,
                    new Submission(
                        "device-repair",
                        Map.of("device", "Laptop", "description", "Broken"),
                        UUID.randomUUID())));
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  private void reply(Viewer viewer, String text) {
    run(() -> domain.requestDesk.reply(viewer, number, text));
  }

  private void keep(Map<NotificationKind, Ways> kinds, QuietHours quiet) {
    run(() -> domain.notificationChoices.keep(camille.personId(), new Wanted(kinds, quiet)));
  }

  /** The time in which events of one request are gathered is over. */
  private void gathered() {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update notification set mail_due_at = now() - interval '1 second'"
                    + " where mail_due_at < now() + interval '1 minute'"));
  }

  private List<JsonObject> sendDue() {
    gathered();
    for (Due due : domain.dueMails.due(10)) {
      domain.inTransaction(() -> domain.dueMails.send(due));
    }
    return mails();
  }

  private List<JsonObject> mails() {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select payload::text from outbox_event where type = 'notification.due' order by id")
                .mapTo(String.class)
                .map(payload -> JsonText.object(payload).getJsonObject("mail"))
                .list());
  }

  @Test
  void severalEventsOfOneRequestAreOneMail() {
    reply(tom, "Is it plugged in?");
    reply(tom, "And switched on?");
    assertThat(domain.dueMails.due(10)).as("they are still gathered").isEmpty();

    JsonObject mail = single(sendDue());
    assertThat(mail.getString("to")).isEqualTo("camille@cabinet-moreau.example");
    assertThat(mail.getString("subject")).isEqualTo("Re: [" + number + "] Laptop");
    assertThat(mail.getString("text"))
        .startsWith("Hello Camille Moreau,")
        .containsSubsequence("wrote:", "Is it plugged in?", "And switched on?")
        .contains("http://localhost:8080/request?number=" + number);
    assertThat(mail.getBoolean("auto")).as("a person wrote it").isFalse();
    assertThat(sendDue()).as("once").hasSize(1);
  }

  @Test
  void aRatingIsToldToWhoSolvedIt() {
    run(() -> domain.requestDesk.assignToMe(tom, number));
    for (RequestStatus to : List.of(RequestStatus.IN_PROGRESS, RequestStatus.SOLVED)) {
      long seen = domain.inTransaction(() -> domain.requests.view(tom, number)).version();
      run(() -> domain.requestDesk.changeStatus(tom, number, to, seen));
    }
    sendDue();
    run(() -> domain.customerSteps.rate(camille, number, 4, ""));

    List<JsonObject> mails = sendDue();
    assertThat(mails.get(mails.size() - 1).getString("to")).startsWith("tom@");
    assertThat(mails.get(mails.size() - 1).getString("text"))
        .contains("Camille Moreau rated the solution: 4 of 5.");
  }

  @Test
  void nothingIsWrittenWhereNobodySendsMails() {
    domain.jdbi.useHandle(
        handle -> handle.execute("update flow set active = false where key = 'mail'"));
    reply(tom, "Hello");

    assertThat(sendDue()).isEmpty();
    assertThat(domain.dueMails.untilNext()).isEmpty();
  }

  @Test
  void eachIsToldInHisLanguageAndCanAnswer() {
    run(() -> domain.participants.add(camille, number, julien.personId()));
    domain.jdbi.useHandle(
        handle ->
            handle.execute("update person set language = 'fr' where id = ?", julien.personId()));
    sendDue();
    reply(tom, "Bonjour");
    List<JsonObject> mails = sendDue();

    assertThat(mails).hasSize(3);
    JsonObject french =
        mails.stream()
            .filter(mail -> mail.getString("to").startsWith("julien"))
            .reduce((first, second) -> second)
            .orElseThrow();
    assertThat(french.getString("text")).contains("a écrit :").startsWith("Bonjour Julien");
    assertThat(mails.stream().map(mail -> mail.getString("replyToken")).distinct()).hasSize(2);
  }

  @Test
  void whoFollowsOrWorksOnItMayAnswerHisMail() {
    run(() -> domain.participants.add(camille, number, julien.personId()));
    run(() -> domain.requestDesk.assignToMe(tom, number));
    sendDue();
    reply(camille, "Any news?");
    List<JsonObject> mails = sendDue().subList(1, 3);

    assertThat(mails)
        .extracting(mail -> mail.getString("to"))
        .containsExactlyInAnyOrder(julien.email(), tom.email());
    for (JsonObject mail : mails) {
      String address = "reply+" + mail.getString("replyToken") + "@halley-repair.example";
      assertThat(answer(mail.getString("to"), address).outcome())
          .isEqualTo("Added to " + number + ".");
      assertThat(answer("camille@cabinet-moreau.example", address).outcome())
          .contains("made out for somebody else");
    }
  }

  private Applied answer(String from, String to) {
    MailWord mail =
        new MailWord(
            "<" + UUID.randomUUID() + "@x>",
            from,
            List.of(to),
            "Re: Laptop",
            "Yes",
            List.of(),
            false,
            List.of());
    Connector helpdesk = new Connectors(domain.jdbi, null, null).find("helpdesk").orElseThrow();
    return domain.inTransaction(() -> domain.replyByMail.apply(helpdesk, mail));
  }

  @Test
  void aKindThatIsTurnedOffIsNotMailedEvenWhenItWaits() {
    reply(tom, "Hello");
    keep(Map.of(NotificationKind.MESSAGE, new Ways(true, false)), null);

    assertThat(sendDue()).isEmpty();
    reply(tom, "Hello again");
    assertThat(sendDue()).isEmpty();
    assertThat(domain.notifications.waiting(camille).unread()).isEqualTo(2);
  }

  @Test
  void theLinkInAMailEndsMailsOfItsKindsAndNothingElse() {
    reply(tom, "Hello");
    String link = single(sendDue()).getString("unsubscribe");
    Wish wish = domain.unsubscribeTokens.read(link.replaceAll(".*token=", "")).orElseThrow();
    assertThat(wish.person()).isEqualTo(camille.personId());
    assertThat(wish.kinds()).isEqualTo(EnumSet.of(NotificationKind.MESSAGE));

    run(() -> domain.notificationChoices.turnMailOff(wish.person(), wish.kinds()));
    run(() -> domain.notificationChoices.turnMailOff(wish.person(), wish.kinds()));
    reply(tom, "Hello again");
    assertThat(sendDue()).hasSize(1);
    run(
        () ->
            domain.requestDesk.changeStatus(
                tom, number, RequestStatus.SOLVED, domain.requests.view(tom, number).version()));
    assertThat(sendDue()).hasSize(2);
    assertThat(domain.notificationChoices.of(camille.personId()).of(NotificationKind.MESSAGE))
        .isEqualTo(new Ways(true, false));
  }

  @Test
  void aMailWaitsForTheEndOfQuietHours() {
    LocalTime now = LocalTime.now(PARIS);
    keep(Map.of(), new QuietHours(now.minusHours(2), now.plusHours(3), PARIS));
    reply(tom, "Late");

    assertThat(sendDue()).isEmpty();
    assertThat(domain.dueMails.untilNext().orElseThrow().toMinutes()).isBetween(170L, 190L);

    keep(Map.of(), null);
    assertThat(sendDue()).as("he does not want to wait any more").hasSize(1);
  }

  @Test
  void aTimeZoneThatTheDatabaseDoesNotKnowIsRefused() {
    assertThatThrownBy(
            () ->
                keep(
                    Map.of(),
                    new QuietHours(LocalTime.MIN, LocalTime.NOON, ZoneId.of("SystemV/AST4"))))
        .isInstanceOf(NotificationChoices.UnknownZone.class);
    assertThat(domain.notificationChoices.of(camille.personId()).quiet()).isNull();
  }

  @Test
  void whoHasNothingToDoWithTheRequestAnyMoreGetsNoMail() {
    run(() -> domain.participants.add(camille, number, julien.personId()));
    reply(tom, "Hello");
    domain.jdbi.useHandle(
        handle -> handle.execute("delete from membership where person_id = ?", julien.personId()));

    assertThat(sendDue())
        .extracting(mail -> mail.getString("to"))
        .containsExactly("camille@cabinet-moreau.example");
  }

  @ParameterizedTest(name = "{0} in {3}, quiet {1}-{2}: until {4}")
  @CsvSource({
    // By day, at the edges
    "2026-11-30T11:00:00Z, 12:00, 14:00, Europe/Paris, 2026-11-30T13:00:00Z",
    "2026-11-30T10:59:59Z, 12:00, 14:00, Europe/Paris,",
    "2026-11-30T13:00:00Z, 12:00, 14:00, Europe/Paris,",
    // Over midnight, on either side of it
    "2026-11-30T21:30:00Z, 22:00, 07:00, Europe/Paris, 2026-12-01T06:00:00Z",
    "2026-12-01T05:59:59Z, 22:00, 07:00, Europe/Paris, 2026-12-01T06:00:00Z",
    "2026-12-01T06:00:00Z, 22:00, 07:00, Europe/Paris,",
    // Another day there than here
    "2026-11-30T22:30:00Z, 22:00, 07:00, Asia/Tokyo,",
    "2026-11-30T14:30:00Z, 22:00, 07:00, Asia/Tokyo, 2026-11-30T22:00:00Z",
    // Clocks go forward on 29 March 2026 and back on 25 October 2026: the wall says when it is over
    "2026-03-28T22:00:00Z, 22:00, 07:00, Europe/Paris, 2026-03-29T05:00:00Z",
    "2026-10-24T21:00:00Z, 22:00, 07:00, Europe/Paris, 2026-10-25T06:00:00Z",
    // An end that the night of the change leaves out comes with the next time there is
    "2026-03-28T23:00:00Z, 22:00, 02:30, Europe/Paris, 2026-03-29T01:30:00Z",
    // None
    "2026-11-30T21:30:00Z, , , ,"
  })
  void quietHoursEndWhenTheClockOnTheWallSaysSo(
      Instant moment, LocalTime from, LocalTime to, String zone, Instant until) {
    Instant end =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select quiet_until(:moment, :from::time, :to::time, :zone) as quiet")
                    .bind("moment", moment)
                    .bind("from", from == null ? null : from.toString())
                    .bind("to", to == null ? null : to.toString())
                    .bind("zone", zone)
                    .mapTo(Instant.class)
                    .one());
    assertThat(end).isEqualTo(until);
  }

  private static JsonObject single(List<JsonObject> mails) {
    assertThat(mails).hasSize(1);
    return mails.get(0);
  }
}
