package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * What company systems tell us: stored before it is answered, each message once. An idempotent
 * receiver.
 *
 * <p>The messages of one connector are applied by one node at a time, in the order of arrival. One
 * that has to wait holds those that come after it about the same record, and no others.
 */
@ApplicationScoped
public class Inbox {
  /**
   * A message about an unknown record waits for the receipt that makes it known: that long at
   * first, twice as long each time. All waits together outlast the lease of a lost node.
   */
  private static final int EARLY_SECONDS = 2;

  private static final int MOST_ATTEMPTS = 8;

  /**
   * As long as deliveries to that system are under way, the receipt may still come: about a day.
   */
  private static final int MOST_ATTEMPTS_UNDER_WAY = 200;

  /**
   * One that fails here so often, for about two hours, is set aside: it would hold up its record.
   */
  private static final int MOST_FAILURES = 50;

  /** Connectors with something due, the one whose message has waited longest first. */
  private static final String DUE =
      """
      select c.id from connector c cross join lateral (select m.next_attempt_at, m.id from inbox_message m
        where m.connector_id = c.id and m.state = 0 and m.next_attempt_at <= now()
        order by m.next_attempt_at, m.id limit 1) first
      order by first.next_attempt_at, first.id
      """;

  private Jdbi jdbi;
  private Announcer announcer;

  protected Inbox() {}

  @Inject
  public Inbox(Jdbi jdbi, Announcer announcer) {
    this.jdbi = jdbi;
    this.announcer = announcer;
  }

  /**
   * Stores a message; once this returns it is not lost.
   *
   * @param messageId what the system calls it; a second message of that id is the same message
   * @return false when it was there already
   */
  @Transactional
  public boolean receive(int connectorId, String messageId, String body) {
    return receive(connectorId, messageId, null, body);
  }

  /**
   * Stores a message that carries a proof.
   *
   * @param proof stands for what was signed; a second message with it is a copy of the first,
   *     whatever it is called; null when the name is signed, too, or nothing tells two apart
   * @return false when it was there already
   */
  @Transactional
  public boolean receive(int connectorId, String messageId, String proof, String body) {
    return store(
        connectorId,
        body,
        "insert into inbox_message (connector_id, message_id, proof, body) values (:connector, :id, :proof, :body)"
            + " on conflict do nothing",
        Map.of("id", messageId),
        proof);
  }

  /**
   * Stores a message to which its system gives neither number nor time. The same again within a
   * minute or two is taken for a repeat; later it is another, such as a second alarm.
   *
   * @return false when it was there already
   */
  @Transactional
  public boolean receiveUnnumbered(int connectorId, String body) {
    return store(
        connectorId,
        body,
        "insert into inbox_message (connector_id, message_id, proof, body)"
            + " select :connector, named.hash || ' ' || named.minute, :proof, :body from"
            + " (select 'body ' || encode(sha256(convert_to(:body, 'UTF8')), 'hex') as hash,"
            + " floor(extract(epoch from now()) / 60)::bigint as minute) named"
            + " where not exists (select 1 from inbox_message before where before.connector_id = :connector"
            + " and before.message_id = named.hash || ' ' || (named.minute - 1)) on conflict do nothing",
        Map.of(),
        null);
  }

  private boolean store(
      int connectorId, String body, String insert, Map<String, String> names, String proof) {
    boolean isNew =
        jdbi.withHandle(
                handle ->
                    handle
                        .createUpdate(insert)
                        .bindMap(names)
                        .bind("connector", connectorId)
                        .bind("proof", proof)
                        .bind("body", PaymentNumbers.hide(body))
                        .execute())
            == 1;
    if (isNew) {
      announcer.announce(Announcement.of(Announcement.Topic.INBOX));
    }
    return isNew;
  }

  /**
   * Keeps something that a person must look at, once.
   *
   * @param sentence what is wrong, for IT
   */
  @Transactional
  public void setAside(int connectorId, String messageId, String body, String sentence) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into inbox_message (connector_id, message_id, body, state, outcome, applied_at)"
                        + " values (:connector, :id, :body, 3, :sentence, now()) on conflict do nothing")
                .bind("connector", connectorId)
                .bind("id", messageId)
                .bind("body", PaymentNumbers.hide(body))
                .bind("sentence", sentence)
                .execute());
  }

  /**
   * Counts messages that were refused at the door, by the minute: a record that a flood cannot fill
   * the table with.
   */
  @Transactional
  public void refuse(String connector, String reason, int count) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into inbox_refusal (connector, minute, reason, count)"
                        + " values (:connector, date_trunc('minute', now()), :reason, :count)"
                        + " on conflict (connector, minute, reason) do update set count = inbox_refusal.count + :count")
                .bind("connector", connector)
                .bind("reason", reason)
                .bind("count", count)
                .execute());
  }

  /** Counts one. */
  @Transactional
  public void refuse(String connector, String reason) {
    refuse(connector, reason, 1);
  }

  /**
   * Takes the next waiting message, lets it be applied and marks what became of it, in one
   * transaction. When applying throws, nothing of it stays and the message waits on.
   *
   * @param apply must not throw for a message it cannot understand: that is IGNORED, with the
   *     reason
   * @return false when none waits that no other node is working on
   */
  @Transactional
  public boolean next(Function<InboxMessage, Applied> apply) {
    return jdbi.withHandle(
        handle -> {
          List<Integer> due = handle.createQuery(DUE).mapTo(Integer.class).list();
          Optional<InboxMessage> waiting =
              due.stream()
                  .filter(connector -> lock(handle, connector))
                  .findFirst()
                  .flatMap(connector -> first(handle, connector));
          waiting.ifPresent(message -> mark(message, apply.apply(message)));
          return waiting.isPresent();
        });
  }

  /** Until the end of the transaction this node alone applies messages of that connector. */
  private static boolean lock(Handle handle, int connector) {
    return handle
        .createQuery("select pg_try_advisory_xact_lock(hashtext('guichet.inbox'), :connector)")
        .bind("connector", connector)
        .mapTo(Boolean.class)
        .one();
  }

  private static Optional<InboxMessage> first(Handle handle, int connector) {
    return handle
        .createQuery(
            "select m.id, c.key as connector, m.message_id, m.body, m.receipt, m.attempts from inbox_message m"
                + " join connector c on c.id = m.connector_id"
                + " where m.connector_id = :connector and m.state = 0 and m.next_attempt_at <= now()"
                + " order by m.next_attempt_at, m.id limit 1 for update of m")
        .bind("connector", connector)
        .map(ConstructorMapper.of(InboxMessage.class))
        .findOne();
  }

  /**
   * Notes which record a message is about.
   *
   * @return whether an older message about it still waits: then this one must wait, too
   */
  public boolean mustWait(InboxMessage message, String recordKey) {
    return jdbi.withHandle(
        handle -> {
          handle
              .createUpdate("update inbox_message set record_key = :key where id = :id")
              .bind("key", recordKey)
              .bind("id", message.id())
              .execute();
          return handle
                  .createUpdate(
                      "update inbox_message m set attempts = older.attempts, next_attempt_at = older.next_attempt_at"
                          + " from (select o.attempts, o.next_attempt_at from inbox_message o"
                          + " join inbox_message mine on mine.id = :id where o.connector_id = mine.connector_id"
                          + " and o.record_key = :key and o.id < :id and o.state = 0 order by o.id limit 1) older"
                          + " where m.id = :id")
                  .bind("key", recordKey)
                  .bind("id", message.id())
                  .execute()
              == 1;
        });
  }

  private void mark(InboxMessage message, Applied applied) {
    if (applied.fate() == Applied.Fate.BEHIND) {
      return; // its time was set with that of the one before it
    }
    boolean again = applied.fate() == Applied.Fate.TOO_EARLY && mayComeYet(message);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update inbox_message set state = :state, outcome = :outcome, attempts = attempts + 1,"
                        + " next_attempt_at = case when :state = 0 then now() + :wait * interval '1 second' else next_attempt_at end,"
                        + " applied_at = case when :state = 0 then null else now() end where id = :id")
                .bind("state", again ? 0 : state(applied))
                .bind("outcome", applied.outcome())
                .bind("wait", EARLY_SECONDS << Math.min(message.attempts(), MOST_ATTEMPTS))
                .bind("id", message.id())
                .execute());
  }

  private static int state(Applied applied) {
    return switch (applied.fate()) {
      case APPLIED -> 1;
      case SET_ASIDE -> 3;
      case TOO_EARLY -> applied.ours() ? 3 : 2;
      default -> 2;
    };
  }

  private boolean mayComeYet(InboxMessage message) {
    int tried = message.attempts() + 1;
    return tried < MOST_ATTEMPTS
        || tried < MOST_ATTEMPTS_UNDER_WAY && isUnderWay(message.connector());
  }

  private boolean isUnderWay(String connector) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from delivery d join connector c on c.id = d.connector_id"
                        + " where c.key = :connector and d.state in (0, 1, 4))")
                .bind("connector", connector)
                .mapTo(Boolean.class)
                .one());
  }

  /**
   * Puts a message back whose application failed for a reason of ours, to be tried again later; in
   * the end it is set aside, never dropped.
   *
   * @param recordKey the record it is about, if that much is known; may be null
   * @param reason one sentence for IT
   */
  @Transactional
  public void defer(long id, String recordKey, String reason) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update inbox_message set attempts = attempts + 1, outcome = :reason, record_key = :key,"
                        + " state = case when attempts + 1 < :most then 0 else 3 end,"
                        + " next_attempt_at = now() + least(3600, 5 * (attempts + 1)) * interval '1 second'"
                        + " where id = :id and state = 0")
                .bind("id", id)
                .bind("key", recordKey)
                .bind("reason", reason)
                .bind("most", MOST_FAILURES)
                .execute());
  }

  /** When the next waiting message is to be looked at; empty when none waits. */
  public Optional<Instant> nextAt() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select min(next_attempt_at) from inbox_message where state = 0")
                .mapTo(Instant.class)
                .findOne());
  }
}
