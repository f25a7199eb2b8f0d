package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/** Lets the inbox forget what was settled long ago. */
@ApplicationScoped
public class ForgetMessages {
  private static final int MOST_FORGOTTEN = 5_000;

  private Jdbi jdbi;

  protected ForgetMessages() {}

  @Inject
  public ForgetMessages(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Forgets messages that were applied or ignored before that time, and what was counted before it:
   * a few thousand at once, so that nobody waits for it. What is set aside stays, and so does the
   * last day of each connector: a system where nothing happens names its last change at every poll.
   *
   * @return how many messages it forgot; none: there is nothing left to forget
   */
  @Transactional
  public int before(Instant before) {
    return jdbi.withHandle(
        handle -> {
          handle
              .createUpdate("delete from inbox_refusal where minute < :before")
              .bind("before", before)
              .execute();
          handle
              .createUpdate(
                  "delete from poll_seen s using (select connector_id, max(seen_at) as at from poll_seen"
                      + " group by connector_id) newest where newest.connector_id = s.connector_id"
                      + " and s.seen_at < least(:before, newest.at - interval '1 day')")
              .bind("before", before)
              .execute();
          return handle
              .createUpdate(
                  "delete from inbox_message where id in (select m.id from inbox_message m"
                      + " where m.state in (1, 2) and m.applied_at < :before and m.received_at < (select max(newest.received_at)"
                      + " from inbox_message newest where newest.connector_id = m.connector_id) - interval '1 day'"
                      + " order by m.applied_at limit :most for update skip locked)")
              .bind("before", before)
              .bind("most", MOST_FORGOTTEN)
              .execute();
        });
  }
}
