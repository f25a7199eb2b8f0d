package org.guichet.shared;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
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

  /** Announces several things by one statement, for what is told again and again. */
  public void announce(List<Announcement> announcements) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select pg_notify(:channel, a.payload)::text from unnest(:payloads) a(payload)")
                .bind("channel", Announcement.CHANNEL)
                .bindArray(
                    "payloads",
                    String.class,
                    announcements.stream().map(Announcement::payload).toList())
                .mapTo(String.class)
                .list());
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
