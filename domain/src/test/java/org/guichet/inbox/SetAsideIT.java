package org.guichet.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachment;
import org.guichet.conversation.TimelineEntry;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.request.RequestStatus;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that nobody here knew what to do with, and the people who do. */
class SetAsideIT {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final String MAIL =
      "{\"mail\": {\"from\": \"a@x\", \"subject\": \"My laptop\", \"text\": \"It smokes.\", \"cc\": null}}";

  private TestDomain domain;
  private Viewer camille;
  private Viewer sofia;
  private String number;

  @BeforeEach
  void aRequest() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    number = submit();
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

  private Connector helpdesk() {
    return new Connectors(domain.jdbi, null, null).find("helpdesk").orElseThrow();
  }

  private void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  private boolean next(Function<InboxMessage, Applied> apply) {
    return domain.inTransaction(() -> domain.inbox.next(apply));
  }

  private long aside(String id, String body) {
    run(() -> domain.inbox.receive(helpdesk().id(), id, body));
    next(message -> Applied.setAside("No request is known that this mail of a@x answers."));
    return newest();
  }

  private long newest() {
    List<SetAside.Message> all = domain.setAside.list(sofia, 100);
    return all.get(all.size() - 1).id();
  }

  /** About a ticket that nobody knows: it waits in vain for its receipt. */
  private long asideAbout(String ticket, Instant at) {
    run(() -> domain.inbox.receive(helpdesk().id(), ticket + at, "{}"));
    while (next(message -> apply(message, word(ticket, at)))) {
      domain.jdbi.useHandle(
          handle ->
              handle.execute("update inbox_message set next_attempt_at = now() where state = 0"));
    }
    return newest();
  }

  private static SystemWord word(String ticket, Instant at) {
    return new SystemWord(ticket, "R-2025-000001", "in repair", null, at, null, List.of());
  }

  private Applied apply(InboxMessage message, SystemWord word) {
    domain.inbox.mustWait(message, word.recordKey());
    return domain.applyStatus.apply(helpdesk(), word);
  }

  private void settleDeliveries() {
    domain.jdbi.useHandle(handle -> handle.execute("update delivery set state = 5"));
  }

  private List<String> audit() {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select action || ' ' || actor || ' ' || (details ->> 'reason') from audit_entry"
                        + " where action like 'inbox.%' order by happened_at")
                .mapTo(String.class)
                .list());
  }

  @Test
  void itIsTriedAgainByWhoSaysWhy() {
    long id = aside("m1", MAIL);
    run(() -> domain.setAside.tryAgain(sofia, id, "The translation is mended"));

    assertThat(domain.setAside.list(sofia, 10)).isEmpty();
    assertThat(next(message -> Applied.applied("Now it is."))).isTrue();
    assertThat(audit()).containsExactly("inbox.tried_again Sofia Lind The translation is mended");
  }

  @Test
  void aFiledMailKeepsItsFilesAndAllThatItSaysForStaffAlone() throws Exception {
    String text = "It smokes. ".repeat(1_200) + "And this is its end.";
    String png =
        Base64.getEncoder()
            .encodeToString(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0});
    long id =
        aside(
            "m1",
            "{\"mail\": {\"subject\": \"My laptop\", \"text\": \""
                + text
                + "\", \"attachments\": [{\"name\": \"smoke.png\", \"content\": \""
                + png
                + "\"}, {\"name\": \"run.exe\", \"content\": \""
                + Base64.getEncoder().encodeToString("MZ".getBytes(UTF_8))
                + "\"}]}}");
    run(() -> domain.setAside.file(sofia, id, number, "She wrote from home"));

    List<Attachment> files = domain.requests.view(sofia, number).files();
    assertThat(files)
        .extracting(Attachment::name)
        .containsExactlyInAnyOrder("smoke.png", "message.txt");
    Attachment whole =
        files.stream().filter(file -> file.name().equals("message.txt")).findFirst().orElseThrow();
    try (var content = domain.attachments.open(whole.id())) {
      assertThat(new String(content.readAllBytes(), UTF_8)).contains("And this is its end.");
    }
    assertThat(domain.requests.view(sofia, number).timeline())
        .extracting(TimelineEntry::body)
        .anySatisfy(body -> assertThat(body).contains("Not kept: run.exe"));

    assertThat(domain.requests.view(camille, number).files()).as("it is a note's").isEmpty();
    assertThatThrownBy(() -> domain.attachments.find(camille, whole.id()))
        .isInstanceOf(NotVisible.class);
    assertThat(domain.attachments.find(sofia, whole.id())).isEqualTo(whole);
    int told =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from outbox_event where type = 'file.added' or payload -> 'attachments' -> 0 is not null")
                    .mapTo(Integer.class)
                    .one());
    assertThat(told).as("systems that tell customers do not hear of it").isZero();
  }

  @Test
  void aMailIsFiledAsANoteThatTheCustomerNeverSees() {
    long id = aside("m1", MAIL);
    assertThat(domain.setAside.content(sofia, id))
        .isEqualTo("from: a@x\nsubject: My laptop\ntext: It smokes.");
    run(() -> domain.setAside.file(sofia, id, number, "She wrote from home"));

    assertThat(domain.setAside.find(sofia, id)).isEmpty();
    assertThat(domain.requests.view(sofia, number).timeline())
        .extracting(TimelineEntry::body)
        .anySatisfy(body -> assertThat(body).contains("a@x answers", "It smokes."));
    assertThat(domain.requests.view(camille, number).timeline())
        .extracting(TimelineEntry::body)
        .noneSatisfy(body -> assertThat(body).contains("It smokes."));
    assertThat(audit()).containsExactly("inbox.filed Sofia Lind She wrote from home");
  }

  @Test
  void aRecordIsFiledWithAllThatWasSaidAboutIt() {
    settleDeliveries();
    asideAbout("HD-9", NOON);
    long second = asideAbout("HD-9", NOON.plusSeconds(9));
    assertThat(domain.setAside.list(sofia, 10))
        .hasSize(2)
        .allSatisfy(message -> assertThat(message.recordKey()).isEqualTo("HD-9"))
        .extracting(SetAside.Message::sentence)
        .allMatch(sentence -> sentence.contains("R-2025-000001"));

    run(() -> domain.setAside.file(sofia, second, number, "The number was mistyped"));
    assertThat(domain.setAside.list(sofia, 10)).isEmpty();
    assertThat(next(message -> apply(message, word("HD-9", NOON)))).isTrue();
    assertThat(next(message -> apply(message, word("HD-9", NOON.plusSeconds(9))))).isTrue();
    assertThat(domain.requests.view(camille, number).status()).isEqualTo(RequestStatus.IN_PROGRESS);
  }

  @Test
  void aRecordOfAnotherRequestStaysThere() {
    settleDeliveries();
    String other = submit();
    settleDeliveries();
    long id = asideAbout("HD-9", NOON);
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into external_reference (connector_id, external_id, request_id)"
                    + " select ?, 'HD-9', id from service_request where number = ?",
                helpdesk().id(),
                other));

    assertRefused(SetAsideRefusal.Why.RECORD_TAKEN, id, "Mine", number);
    assertThat(domain.setAside.list(sofia, 10)).hasSize(1);
  }

  @Test
  void whatASystemTellsOfItsOwnRecordsWaitsForNobody() {
    settleDeliveries();
    run(() -> domain.inbox.receive(helpdesk().id(), "m1", "{}"));
    SystemWord own = new SystemWord("HD-8", null, "in repair", null, NOON, null, List.of());
    while (next(message -> apply(message, own))) {
      domain.jdbi.useHandle(
          handle ->
              handle.execute("update inbox_message set next_attempt_at = now() where state = 0"));
    }

    assertThat(domain.setAside.list(sofia, 10)).isEmpty();
  }

  @Test
  void itIsLeftAndNotShownAnyMore() {
    long id = aside("m1", MAIL);
    run(() -> domain.setAside.leave(sofia, id, "Advertising"));

    assertThat(domain.setAside.list(sofia, 10)).isEmpty();
    assertThat(next(message -> Applied.applied(""))).isFalse();
    assertThat(audit()).containsExactly("inbox.left Sofia Lind Advertising");
    assertRefused(SetAsideRefusal.Why.GONE, id, "Twice", number);
  }

  @Test
  void nothingHappensWithoutAReasonARightOrARequest() {
    long id = aside("m1", MAIL);
    Viewer agent = domain.viewer("tom", Role.AGENT);

    assertRefused(SetAsideRefusal.Why.NO_REASON, id, " ", number);
    assertThatThrownBy(() -> run(() -> domain.setAside.leave(agent, id, "No")))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> domain.setAside.list(agent, 1)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> domain.setAside.content(agent, id)).isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> run(() -> domain.setAside.file(sofia, id, "R-1999-000001", "There")))
        .isInstanceOf(NotVisible.class);
    assertThat(domain.setAside.list(sofia, 10)).hasSize(1);
    assertThat(audit()).isEmpty();
  }

  private void assertRefused(SetAsideRefusal.Why why, long id, String reason, String request) {
    assertThatThrownBy(() -> run(() -> domain.setAside.file(sofia, id, request, reason)))
        .isInstanceOfSatisfying(
            SetAsideRefusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
  }
}
