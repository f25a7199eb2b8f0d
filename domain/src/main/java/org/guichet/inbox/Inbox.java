package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * What company systems tell us: stored before it is answered, each message once, applied in the
 * order of arrival. An idempotent receiver.
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
    boolean isNew =
        jdbi.withHandle(
                handle ->
                    handle
                        .createUpdate(
                            "insert into inbox_message (connector_id, message_id, body) values (:connector, :id, :body)"
                                + " on conflict (connector_id, message_id) do nothing")
                        .bind("connector", connectorId)
                        .bind("id", messageId)
                        .bind("body", body)
                        .execute())
            == 1;
    if (isNew) {
      announcer.announce(Announcement.of(Announcement.Topic.INBOX));
    }
    return isNew;
  }

  /**
   * Counts a message that was refused at the door, by the minute: a record that a flood cannot fill
   * the table with.
   */
  @Transactional
  public void refuse(String connector, String reason) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into inbox_refusal (connector, minute, reason) values (:connector, date_trunc('minute', now()), :reason)"
                        + " on conflict (connector, minute, reason) do update set count = inbox_refusal.count + 1")
                .bind("connector", connector)
                .bind("reason", reason)
                .execute());
  }

  /**
   * Takes the next waiting message, lets it be applied and marks what became of it, in one
   * transaction. When applying throws, nothing of it stays and the message waits on.
   *
   * @param apply must not throw for a message it cannot understand: that is IGNORED, with the
   *     reason
   * @return false when none waits
   */
  @Transactional
  public boolean next(Function<InboxMessage, Applied> apply) {
    return jdbi.withHandle(
        handle -> {
          var waiting =
              handle
                  .createQuery(
                      "select m.id, c.key as connector, m.body, m.attempts from inbox_message m"
                          + " join connector c on c.id = m.connector_id where m.state = 0 and m.next_attempt_at <= now()"
                          + " order by m.next_attempt_at, m.id limit 1 for update of m skip locked")
                  .map(ConstructorMapper.of(InboxMessage.class))
                  .findOne();
          waiting.ifPresent(message -> mark(message, apply.apply(message)));
          return waiting.isPresent();
        });
  }

  private void mark(InboxMessage message, Applied applied) {
    boolean again = applied.fate() == Applied.Fate.TOO_EARLY && mayComeYet(message);
    int state = again ? 0 : applied.fate() == Applied.Fate.APPLIED ? 1 : 2;
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update inbox_message set state = :state, outcome = :outcome, attempts = attempts + 1,"
                        + " next_attempt_at = case when :state = 0 then now() + :wait * interval '1 second' else next_attempt_at end,"
                        + " applied_at = case when :state = 0 then null else now() end where id = :id")
                .bind("state", state)
                .bind("outcome", applied.outcome())
                .bind("wait", EARLY_SECONDS << Math.min(message.attempts(), MOST_ATTEMPTS))
                .bind("id", message.id())
                .execute());
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
   * Puts a message back whose application failed for a reason of ours, to be tried again later; it
   * is never dropped.
   *
   * @param reason one sentence for IT
   */
  @Transactional
  public void defer(long id, String reason) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update inbox_message set attempts = attempts + 1, outcome = :reason,"
                        + " next_attempt_at = now() + least(3600, 5 * (attempts + 1)) * interval '1 second'"
                        + " where id = :id and state = 0")
                .bind("id", id)
                .bind("reason", reason)
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
