package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * How far each system without webhooks has been read, and how the last asking went. One node polls
 * a system at a time, under an advisory lock that ends with its connection.
 */
@ApplicationScoped
public class PollCursors {
  private static final int LONGEST_WAIT_SECONDS = 900;

  /** Of systems whose times are fine. */
  private static final Duration FINEST = Duration.ofMillis(1);

  private Jdbi jdbi;

  protected PollCursors() {}

  @Inject
  public PollCursors(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A turn to poll.
   *
   * @param cursor time of the last change that was seen
   * @param overlap resolution of the system's times
   */
  public record Turn(String cursor, Duration overlap) {

    /**
     * Where to read on: that much before the last change, since there may be others of that moment.
     */
    public String since() {
      try {
        return overlap.isZero()
            ? cursor
            : OffsetDateTime.parse(cursor).toInstant().minus(overlap).toString();
      } catch (DateTimeException e) {
        return cursor; // it is no time
      }
    }

    /** The first moment after the cursor that the system can tell from it. */
    public String next() {
      try {
        Duration step = overlap.isZero() ? FINEST : overlap;
        return OffsetDateTime.parse(cursor).toInstant().plus(step).toString();
      } catch (DateTimeException e) {
        return cursor; // it is no time
      }
    }

    /**
     * The later of two cursors: an overlapping read may end before the point that was reached.
     *
     * @param latest a time after it is no time that anything has happened at
     */
    public String reached(String at, Instant latest) {
      try {
        Instant there = OffsetDateTime.parse(at).toInstant();
        boolean counts =
            !there.isBefore(OffsetDateTime.parse(cursor).toInstant()) && !there.isAfter(latest);
        return counts ? at : cursor;
      } catch (DateTimeException e) {
        return at;
      }
    }
  }

  /** What a node does while no other polls that system. */
  public interface Poll {
    void run() throws Exception;
  }

  /**
   * Polls, unless another node is at it. No transaction is open meanwhile.
   *
   * @return false when another node is at it
   */
  public boolean alone(int connectorId, Poll poll) throws Exception {
    try (Handle handle = jdbi.open()) {
      if (!call(handle, "pg_try_advisory_lock", connectorId)) {
        return false;
      }
      try {
        poll.run();
      } finally {
        call(handle, "pg_advisory_unlock", connectorId);
      }
      return true;
    }
  }

  private static boolean call(Handle handle, String function, int connectorId) {
    return handle
        .createQuery("select " + function + "(hashtext('guichet.poll'), :connector)")
        .bind("connector", connectorId)
        .mapTo(Boolean.class)
        .one();
  }

  /**
   * Takes the turn to poll, if it is time. The next one is set before it begins: a node that is
   * lost on the way loses no more than its turn.
   *
   * @param start the cursor of a system that was never read
   */
  @Transactional
  public Optional<Turn> takeTurn(int connectorId, int everySeconds, String start) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "insert into poll_cursor (connector_id, cursor, polled_at, next_poll_at)"
                        + " values (:connector, :start, now(), now() + :every * interval '1 second')"
                        + " on conflict (connector_id) do update set polled_at = now(),"
                        + " next_poll_at = now() + :every * interval '1 second' where poll_cursor.next_poll_at <= now()"
                        + " returning cursor, (select extract(epoch from poll_overlap) * 1000 from connector"
                        + " where id = :connector)::bigint as overlap")
                .bind("connector", connectorId)
                .bind("start", start)
                .bind("every", everySeconds)
                .map(
                    (row, context) ->
                        new Turn(
                            row.getString("cursor"), Duration.ofMillis(row.getLong("overlap"))))
                .findOne());
  }

  /**
   * Notes a change that brings no message.
   *
   * @param change what tells it from others
   * @param again how long after the first time a second time counts, because the record may have
   *     changed twice within one moment of the system's clock; zero: never
   * @return whether it is to be acted upon
   */
  @Transactional
  public boolean isNew(int connectorId, String change, Duration again) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "insert into poll_seen (connector_id, change) values (:connector, :change)"
                            + " on conflict (connector_id, change) do update set settled = true"
                            + " where not poll_seen.settled and :again > 0"
                            + " and poll_seen.seen_at < now() - :again * interval '1 millisecond'")
                    .bind("connector", connectorId)
                    .bind("change", change)
                    .bind("again", again.toMillis())
                    .execute()
                == 1);
  }

  /** Remembers how far was read, after what was read lies in the inbox. */
  @Transactional
  public void advance(int connectorId, String cursor) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update poll_cursor set cursor = :cursor where connector_id = :connector")
                .bind("cursor", cursor)
                .bind("connector", connectorId)
                .execute());
  }

  /** The system has answered. */
  @Transactional
  public void succeeded(int connectorId) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update poll_cursor set failures = 0, last_error = null, last_success = now()"
                        + " where connector_id = :connector")
                .bind("connector", connectorId)
                .execute());
  }

  /**
   * The system could not be asked; the next turn comes later each time.
   *
   * @param error one sentence for IT
   */
  @Transactional
  public void failed(int connectorId, int everySeconds, String error) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update poll_cursor set failures = failures + 1, last_error = :error, next_poll_at = now()"
                        + " + least(:longest, :every * power(2, least(failures, 10))) * interval '1 second'"
                        + " where connector_id = :connector")
                .bind("connector", connectorId)
                .bind("every", everySeconds)
                .bind("longest", Math.max(LONGEST_WAIT_SECONDS, everySeconds))
                .bind("error", error)
                .execute());
  }
}
