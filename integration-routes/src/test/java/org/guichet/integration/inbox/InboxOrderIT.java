package org.guichet.integration.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.delivery.AttemptRecord;
import org.guichet.delivery.Completion;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.DeliveryLedger;
import org.guichet.delivery.Receipt;
import org.guichet.inbox.Applied;
import org.guichet.inbox.ApplyWord;
import org.guichet.inbox.ForgetMessages;
import org.guichet.inbox.Inbox;
import org.guichet.inbox.InboxMessage;
import org.guichet.inbox.Word;
import org.guichet.request.RequestStatus;
import org.guichet.request.Submission;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes in is applied in its order, by two nodes at once and with messages that must wait. */
class InboxOrderIT {
  private static final String NOON = "2026-11-21T12:00:00Z";
  private TestDomain node;
  private TestDomain other;
  private Viewer camille;
  private String number;

  @BeforeEach
  void aRequestOnTwoNodes() {
    node = TestDomain.start();
    other = node.anotherNode();
    camille = node.viewer("camille", Role.CUSTOMER);
    number =
        node.inTransaction(
            () ->
                node.submitRequest.submit(
                    camille,
                    new Submission(
                        "device-repair",
                        Map.of("device", "Laptop", "description", "Broken"),
                        UUID.randomUUID())));
    node.jdbi.useHandle(
        handle -> handle.execute("update connector set translation = '.' where key = 'helpdesk'"));
  }

  @AfterEach
  void stop() throws Exception {
    other.close();
    node.close();
  }

  /** The inbox as the server has it: each call a transaction. */
  private static Inbox inbox(TestDomain domain) {
    return new Inbox(domain.jdbi, new Announcer(domain.jdbi)) {
      @Override
      public boolean next(Function<InboxMessage, Applied> apply) {
        return domain.inTransaction(() -> super.next(apply));
      }

      @Override
      public void defer(long id, String recordKey, String reason) {
        domain.inTransaction(
            () -> {
              super.defer(id, recordKey, reason);
              return null;
            });
      }
    };
  }

  private static InboxApplier applier(TestDomain domain, ApplyWord applyWord) {
    return new InboxApplier(
        inbox(domain), new Connectors(domain.jdbi, null, null), applyWord, Thread::new);
  }

  private int helpdesk() {
    return new Connectors(node.jdbi, null, null).find("helpdesk").orElseThrow().id();
  }

  private void receive(String id, String body) {
    node.inTransaction(() -> node.inbox.receive(helpdesk(), id, body));
  }

  private static String word(String ticket, String status, String at) {
    return "{\"externalId\": \"%s\", \"status\": \"%s\", \"changedAt\": \"%s\"}"
        .formatted(ticket, status, at);
  }

  private void receipt(String ticket) {
    receipt(ticket, null);
  }

  private void receipt(String ticket, String status) {
    receipt(node.ledger, ticket, status);
  }

  private void receipt(DeliveryLedger ledger, String ticket, String status) {
    node.inTransaction(
        () -> {
          var claimed = ledger.claim("a", Map.of(helpdesk(), 1), Duration.ofMinutes(1));
          AttemptRecord attempt = new AttemptRecord(Instant.now(), 1, 201, null, null, "", "", "");
          ledger.complete(
              "a",
              List.of(
                  Completion.confirmed(
                      claimed.get(0), attempt, new Receipt(ticket, null, status))));
          return null;
        });
  }

  private void itIsTime() {
    node.jdbi.useHandle(
        handle ->
            handle.execute("update inbox_message set next_attempt_at = now() where state = 0"));
  }

  private RequestStatus status() {
    return node.requests.view(camille, number).status();
  }

  @Test
  void twoNodesAddTheMessagesOfARecordInTheirOrder() throws Exception {
    receipt("HD-1");
    int messages = 80;
    for (int i = 0; i < messages; i++) {
      receive(
          "m" + i,
          "{\"externalId\": \"HD-1\", \"changedAt\": \"%s\", \"messages\": [{\"id\": \"j%d\", \"author\": \"Tom\", \"text\": \"%d\"}]}"
              .formatted(NOON, i, i));
    }

    ExecutorService both = Executors.newFixedThreadPool(2);
    List<Future<?>> ends = new ArrayList<>();
    Instant deadline = Instant.now().plusSeconds(60);
    for (TestDomain one : List.of(node, other)) {
      ends.add(
          both.submit(
              () -> {
                while (waiting() > 0 && Instant.now().isBefore(deadline)) {
                  applier(one, one.applyWord).applyAll();
                }
              }));
    }
    for (Future<?> end : ends) {
      end.get(90, TimeUnit.SECONDS);
    }
    both.shutdown();

    assertThat(node.requests.view(camille, number).timeline())
        .filteredOn(entry -> entry.activityKind() == ActivityKind.REPLY)
        .extracting(TimelineEntry::body)
        .containsExactlyElementsOf(IntStream.range(0, messages).mapToObj(String::valueOf).toList());
  }

  private int waiting() {
    return node.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from inbox_message where state = 0")
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void whatWaitsForItsReceiptIsNotOvertakenByWhatCameLater() {
    InboxApplier applier = applier(node, node.applyWord);
    receive("m1", word("HD-1", "in repair", NOON));
    applier.applyAll(); // its receipt is not there yet: it waits
    receipt("HD-1");
    receive("m2", word("HD-1", "solved", NOON)); // of the same second: only the order tells
    applier.applyAll();

    assertThat(status())
        .as("the later word waits behind the earlier one")
        .isEqualTo(RequestStatus.SUBMITTED);
    itIsTime();
    applier.applyAll();
    assertThat(status()).isEqualTo(RequestStatus.SOLVED);
    assertThat(waiting()).isZero();
  }

  @Test
  void whatWaitsHoldsUpNoOtherRecord() {
    InboxApplier applier = applier(node, node.applyWord);
    receive("m1", word("HD-99", "in repair", NOON));
    receipt("HD-1");
    receive("m2", word("HD-1", "solved", NOON));
    applier.applyAll();

    assertThat(status()).isEqualTo(RequestStatus.SOLVED);
    assertThat(waiting()).isEqualTo(1);
  }

  @Test
  void whatFailsHereIsTriedAgainBeforeWhatCameLater() {
    receipt("HD-1");
    AtomicBoolean broken = new AtomicBoolean(true);
    ApplyWord failing =
        new ApplyWord(node.applyStatus, node.openByMachine, node.replyByMail) {
          @Override
          public Applied apply(Connector connector, Word word) {
            if (broken.get()) {
              broken.set(false);
              throw new IllegalStateException("a fault of ours");
            }
            return super.apply(connector, word);
          }
        };
    InboxApplier applier = applier(node, failing);
    receive("m1", word("HD-1", "in repair", NOON));
    receive("m2", word("HD-1", "solved", NOON));

    applier.applyAll();
    assertThat(status()).isEqualTo(RequestStatus.SUBMITTED);
    itIsTime();
    applier.applyAll();
    assertThat(status()).isEqualTo(RequestStatus.SOLVED);
  }

  @Test
  void theStatusOfAReceiptIsAWordUntilTheSystemSpeaks() {
    InboxApplier applier = applier(node, node.applyWord);
    receipt("HD-1", "in repair");
    applier.applyAll();
    assertThat(status()).isEqualTo(RequestStatus.IN_PROGRESS);

    receive("m1", word("HD-1", "solved", NOON));
    receiptInTheInbox("in repair");
    applier.applyAll();
    assertThat(status()).isEqualTo(RequestStatus.SOLVED);
  }

  /** One that an update of the record brought late. */
  private void receiptInTheInbox(String status) {
    node.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into inbox_message (connector_id, message_id, body, record_key, receipt)"
                    + " values (?, 'receipt 2', jsonb_build_object('externalId', 'HD-1', 'status', ?::text)::text, 'HD-1', true)",
                helpdesk(),
                status));
  }

  /** As a container does it when an exception, caught since, has crossed a transactional bean. */
  @Test
  void whatIsTakenBackWithoutAWordDoesNotHoldUpTheOthersForEver() {
    receive("m1", "{\"externalId\": \"no matter\"}");
    Inbox forgetful =
        new Inbox(node.jdbi, new Announcer(node.jdbi)) {
          @Override
          public boolean next(Function<InboxMessage, Applied> apply) {
            boolean[] more = new boolean[1];
            try {
              node.inTransaction(
                  () -> {
                    more[0] = super.next(apply);
                    throw new CancellationException();
                  });
            } catch (CancellationException e) {
              return more[0];
            }
            return more[0];
          }

          @Override
          public void defer(long id, String recordKey, String why) {
            node.inTransaction(
                () -> {
                  super.defer(id, recordKey, why);
                  return null;
                });
          }
        };
    new InboxApplier(forgetful, new Connectors(node.jdbi, null, null), node.applyWord, Thread::new)
        .applyAll();

    assertThat(waiting()).isOne();
  }

  @Test
  void aReceiptThatMeansNothingForTheRequestStaysOutOfTheInbox() {
    receipt("HD-1", "new");

    assertThat(waiting()).isZero();
  }

  @Test
  void whatWasAppliedLongAgoIsForgottenAndWhatWaitsForAPersonIsNot() {
    receipt("HD-1");
    receive("m1", word("HD-1", "in repair", NOON));
    receive("m2", "no json");
    receive(
        "m3",
        "{\"mail\": {\"id\": \"<1@x>\", \"from\": \"a@x\", \"to\": \"b@x\", \"text\": \"Hello\"}}");
    applier(node, node.applyWord).applyAll();

    assertThat(forget(Instant.now().minusSeconds(60))).isZero();
    assertThat(forget(Instant.now().plusSeconds(60)))
        .as("what a quiet poll names once more")
        .isZero();
    receive("m4", word("HD-1", "solved", NOON));
    applier(node, node.applyWord).applyAll();
    node.jdbi.useHandle(
        handle ->
            handle.execute(
                "update inbox_message set received_at = received_at - interval '2 days'"
                    + " where message_id <> 'm4'"));
    assertThat(forget(Instant.now().plusSeconds(60))).isEqualTo(1);
    assertThat(node.<Boolean>inTransaction(() -> node.inbox.receive(helpdesk(), "m4", "{}")))
        .as("the newest is known as ever")
        .isFalse();
    Viewer sofia = node.viewer("sofia", Role.SUPERVISOR);
    assertThat(node.setAside.list(sofia, 10))
        .satisfiesExactly(
            untranslatable -> assertThat(untranslatable.sentence()).contains("JSON"),
            mail -> assertThat(mail.sentence()).contains("a@x"));
  }

  private int forget(Instant before) {
    return node.inTransaction(() -> new ForgetMessages(node.jdbi).before(before));
  }

  @Test
  void whatIsNotNumberedIsOneWithinAMinuteAndTwoLater() {
    assertThat(receiveUnnumbered("{\"alarm\": 1}")).isTrue();
    assertThat(receiveUnnumbered("{\"alarm\": 1}")).as("a repeat").isFalse();
    assertThat(receiveUnnumbered("{\"alarm\": 2}")).isTrue();
    node.jdbi.useHandle(
        handle ->
            handle.execute(
                "update inbox_message set message_id = regexp_replace(message_id, '\\d+$', '1')"));

    assertThat(receiveUnnumbered("{\"alarm\": 1}")).as("a second alarm").isTrue();
  }

  private boolean receiveUnnumbered(String body) {
    return node.inTransaction(() -> node.inbox.receiveUnnumbered(helpdesk(), body));
  }

  @Test
  void aCopyUnderAnotherNumberIsKnownByItsProof() {
    assertThat(receive("7", "p1", "{}")).isTrue();
    assertThat(receive("8", "p1", "{}")).isFalse();
    assertThat(receive("8", "p2", "{}")).isTrue();
    assertThat(receive("9", null, "{}")).isTrue();
    assertThat(receive("10", null, "{}")).isTrue();
  }

  private boolean receive(String id, String proof, String body) {
    return node.inTransaction(() -> node.inbox.receive(helpdesk(), id, proof, body));
  }

  @Test
  void theWordOfAReceiptRingsAndOneWithoutMeaningDoesNot() {
    List<Announcement.Topic> rung = new ArrayList<>();
    DeliveryLedger ledger =
        new DeliveryLedger(
            node.jdbi,
            new Announcer(node.jdbi) {
              @Override
              public void announce(Announcement announcement) {
                rung.add(announcement.topic());
              }
            });

    receipt(ledger, "HD-1", "new");
    assertThat(rung).isNotEmpty().doesNotContain(Announcement.Topic.INBOX);
    node.jdbi.useHandle(handle -> handle.execute("update delivery set state = 0, node = null"));
    receipt(ledger, "HD-1", "in repair");
    assertThat(rung).contains(Announcement.Topic.INBOX);
  }
}
