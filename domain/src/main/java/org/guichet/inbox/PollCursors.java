package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * How far each system without webhooks has been read. One node polls at a time: it takes the turn
 * in SQL.
 */
@ApplicationScoped
public class PollCursors {
  private Jdbi jdbi;

  protected PollCursors() {}

  @Inject
  public PollCursors(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Takes the turn to poll, if the last one is that long ago.
   *
   * @param start the cursor of a system that was never read
   * @return where to read on; empty when it is not yet time or another node took the turn
   */
  @Transactional
  public Optional<String> takeTurn(int connectorId, int everySeconds, String start) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "insert into poll_cursor (connector_id, cursor, polled_at) values (:connector, :start, now())"
                        + " on conflict (connector_id) do update set polled_at = now()"
                        + " where poll_cursor.polled_at <= now() - :every * interval '1 second' returning cursor")
                .bind("connector", connectorId)
                .bind("start", start)
                .bind("every", everySeconds)
                .mapTo(String.class)
                .findOne());
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
}
