package org.guichet.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;

/**
 * Tells all processes what the surrounding transaction changed, once it has committed. Call it once
 * per transaction: PostgreSQL takes a lock at the commit of a notifying transaction.
 */
@ApplicationScoped
public class Announcer {
  private Jdbi jdbi;

  protected Announcer() {}

  @Inject
  public Announcer(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public void announce(Announcement announcement) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("select pg_notify(:channel, :payload)::text")
                .bind("channel", Announcement.CHANNEL)
                .bind("payload", announcement.payload())
                .mapTo(String.class)
                .one());
  }
}
