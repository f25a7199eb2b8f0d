package org.guichet.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.delivery.Connectors;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that are said to have changed, and systems that are asked. */
class WakeUpsIT {
  private static final String START = "2026-11-21T12:00:00Z";
  private static final Instant LATEST = Instant.parse("2026-11-21T13:00:00Z");
  private TestDomain domain;
  private int helpdesk;

  @BeforeEach
  void start() {
    domain = TestDomain.start();
    helpdesk = new Connectors(domain.jdbi, null, null).find("helpdesk").orElseThrow().id();
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private void ask(String record) {
    domain.inTransaction(
        () -> {
          domain.wakeUps.ask(helpdesk, record);
          return null;
        });
  }

  private Optional<WakeUp> take() {
    return domain.inTransaction(() -> domain.wakeUps.take(helpdesk));
  }

  private boolean done(WakeUp wakeUp, String body) {
    return domain.inTransaction(() -> domain.wakeUps.done(wakeUp, body));
  }

  private boolean readAs(String body) {
    ask("HD-1");
    return done(take().orElseThrow(), body);
  }

  private int count(String from) {
    return domain.jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from " + from).mapTo(Integer.class).one());
  }

  @Test
  void manyWakeUpsForARecordAreOneRead() {
    ask("HD-1");
    ask("HD-1");
    ask("HD-2");

    assertThat(domain.wakeUps.due(List.of(helpdesk))).containsExactly(helpdesk);
    assertThat(done(take().orElseThrow(), "{\"a\": 1}")).isTrue();
    assertThat(done(take().orElseThrow(), "{\"a\": 2}")).isTrue();
    assertThat(take()).isEmpty();
    assertThat(count("inbox_message")).isEqualTo(2);
    assertThat(count("wake_up")).isZero();
  }

  @Test
  void whatIsAskedForDuringTheReadIsReadAgain() {
    ask("HD-1");
    WakeUp first = take().orElseThrow();
    ask("HD-1");
    assertThat(take()).as("one reader at a time").isEmpty();
    done(first, "{\"a\": 1}");

    assertThat(take()).isPresent();
  }

  @Test
  void theSameContentIsNoNewsButOneThatComesBackIs() {
    assertThat(readAs("{\"a\": 1}")).isTrue();
    assertThat(readAs("{\"a\": 1}")).isFalse();
    assertThat(readAs("{\"a\": 2}")).isTrue();
    assertThat(readAs("{\"a\": 1}")).isTrue();

    assertThat(count("inbox_message")).isEqualTo(3);
  }

  @Test
  void aReadThatFailsIsTriedAgainLaterAndSaysWhy() {
    ask("HD-1");
    WakeUp wakeUp = take().orElseThrow();
    domain.inTransaction(
        () -> {
          domain.wakeUps.failed(wakeUp, "It cannot be reached.", false);
          return null;
        });

    assertThat(take()).isEmpty();
    assertThat(
            count("wake_up where last_error = 'It cannot be reached.' and next_attempt_at > now()"))
        .isEqualTo(1);
  }

  private boolean askInDoubt(String record) {
    return domain.inTransaction(() -> domain.wakeUps.askInDoubt(helpdesk, record));
  }

  /** As often as asked, each time at once; whether it is still to be read after that. */
  private boolean isKeptAfterDenials(int denials) {
    for (int i = 0; i < denials; i++) {
      domain.jdbi.useHandle(handle -> handle.execute("update wake_up set next_attempt_at = now()"));
      WakeUp wakeUp = take().orElseThrow();
      domain.inTransaction(() -> domain.wakeUps.failed(wakeUp, "It knows no such record.", true));
    }
    return count("wake_up") == 1;
  }

  @Test
  void aRecordThatItsSystemNamedIsNeverGivenUp() {
    ask("HD-1");

    assertThat(isKeptAfterDenials(20)).isTrue();
  }

  @Test
  void aRecordThatItsSystemDeniesForDaysIsNotAskedForAnyMoreAndThatIsSaid() {
    ask("HD-1");
    assertThat(isKeptAfterDenials(1)).isTrue();
    domain.jdbi.useHandle(
        handle -> handle.execute("update wake_up set denied_since = now() - interval '71 hours'"));
    assertThat(isKeptAfterDenials(1)).as("it may be being replaced").isTrue();
    domain.jdbi.useHandle(
        handle -> handle.execute("update wake_up set denied_since = now() - interval '73 hours'"));

    assertThat(isKeptAfterDenials(1)).isFalse();
    List<String> said =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select outcome from inbox_message where state = 3")
                    .mapTo(String.class)
                    .list());
    assertThat(said)
        .containsExactly(
            "It has said for 3 days that it has no record HD-1. It is not asked for it any more.");
  }

  @Test
  void aRecordThatIsThereNowAndThenIsAskedForOn() {
    ask("HD-1");
    isKeptAfterDenials(1);
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update wake_up set denied_since = now() - interval '73 hours', next_attempt_at = now()"));
    run("It cannot be reached.");

    assertThat(isKeptAfterDenials(1)).as("counted from the beginning").isTrue();
  }

  @Test
  void aNumberThatSomebodyInventedIsGivenUpAfterSomeDenials() {
    askInDoubt("HD-77");

    assertThat(isKeptAfterDenials(3)).isTrue();
    assertThat(isKeptAfterDenials(1)).isFalse();
  }

  @Test
  void aNumberThatNobodyVouchesForIsNotTriedForMoreThanADay() {
    askInDoubt("HD-77");
    assertThat(run("not now")).as("a system that is away").isTrue();
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update wake_up set first_at = now() - interval '25 hours', next_attempt_at = now()"));

    assertThat(run("still not")).isFalse();
    assertThat(count("wake_up")).isZero();
  }

  private boolean run(String error) {
    WakeUp wakeUp = take().orElseThrow();
    return domain.inTransaction(() -> domain.wakeUps.failed(wakeUp, error, false));
  }

  @Test
  void onlySoManyInventedNumbersWaitAndNoneOfThemKeepsOutWhatIsKnown() {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into wake_up (connector_id, external_id) select ?, 'X-' || n"
                    + " from generate_series(1, ?) n",
                helpdesk,
                WakeUps.MOST_IN_DOUBT));

    assertThat(askInDoubt("HD-77")).isFalse();
    assertThat(askInDoubt("X-1")).as("waits already").isTrue();
    Viewer camille = domain.viewer("camille", Role.CUSTOMER);
    Map<String, String> fields = Map.of("device", "Laptop", "description", "Broken");
    domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                camille, new Submission("device-repair", fields, UUID.randomUUID())));
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into external_reference (connector_id, external_id, request_id)"
                    + " select ?, 'HD-77', id from service_request",
                helpdesk));
    assertThat(askInDoubt("HD-77")).as("a request lives there").isTrue();
    ask("HD-78");
    assertThat(count("wake_up where vouched")).isEqualTo(2);
  }

  private Optional<PollCursors.Turn> turn(PollCursors cursors) {
    return domain.inTransaction(() -> cursors.takeTurn(helpdesk, 60, START));
  }

  private void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  @Test
  void oneNodePollsASystemAtATime() throws Exception {
    PollCursors mine = new PollCursors(domain.jdbi);
    AtomicBoolean others = new AtomicBoolean(true);

    boolean polled =
        mine.alone(
            helpdesk, () -> others.set(new PollCursors(domain.jdbi).alone(helpdesk, () -> {})));

    assertThat(polled).isTrue();
    assertThat(others).as("the other node's turn").isFalse();
    assertThat(mine.alone(helpdesk, () -> {})).as("the lock ends with the poll").isTrue();
  }

  @Test
  void aPollThatFailsWaitsLongerAndIsVisible() {
    PollCursors cursors = new PollCursors(domain.jdbi);
    assertThat(turn(cursors)).isPresent();
    assertThat(turn(cursors)).as("not before its time").isEmpty();
    run(() -> cursors.failed(helpdesk, 60, "It cannot be reached."));
    run(() -> cursors.failed(helpdesk, 60, "It cannot be reached."));

    assertThat(
            count(
                "poll_cursor where failures = 2 and last_error is not null"
                    + " and next_poll_at > now() + interval '100 seconds'"))
        .isEqualTo(1);
    run(() -> cursors.succeeded(helpdesk));
    assertThat(
            count(
                "poll_cursor where failures = 0 and last_error is null and last_success is not null"))
        .isEqualTo(1);
  }

  @Test
  void aCoarseClockIsReadWithAnOverlap() {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update connector set poll_overlap = interval '1 second' where id = ?", helpdesk));

    PollCursors.Turn turn = turn(new PollCursors(domain.jdbi)).orElseThrow();

    assertThat(turn.since()).isEqualTo("2026-11-21T11:59:59Z");
    assertThat(turn.reached("2026-11-21T11:59:59Z", LATEST)).isEqualTo(START);
    assertThat(turn.reached("2026-11-21T12:00:01Z", LATEST)).isEqualTo("2026-11-21T12:00:01Z");
    assertThat(turn.reached("2036-11-21T12:00:00Z", LATEST)).as("a slip").isEqualTo(START);
    assertThat(turn.next()).isEqualTo("2026-11-21T12:00:01Z");
  }

  @Test
  void aChangeOfACoarseClockIsLookedAtOnceMoreAndThenNever() {
    PollCursors cursors = new PollCursors(domain.jdbi);
    Duration second = Duration.ofSeconds(1);
    assertThat(isNew(cursors, second)).isTrue();
    assertThat(isNew(cursors, second)).isFalse();
    domain.jdbi.useHandle(
        handle -> handle.execute("update poll_seen set seen_at = now() - interval '2 seconds'"));
    assertThat(isNew(cursors, second)).isTrue();
    assertThat(isNew(cursors, second)).isFalse();
  }

  private boolean isNew(PollCursors cursors, Duration again) {
    return domain.inTransaction(() -> cursors.isNew(helpdesk, "HD-1@" + START, again));
  }
}
