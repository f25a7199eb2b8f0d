package org.guichet.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;

/**
 * Sign-ins that the identity provider ended behind our back (OpenID Connect Back-Channel Logout),
 * and those of people who were erased.
 */
@ApplicationScoped
public class Sessions {
  private Jdbi jdbi;
  private Announcer announcer;

  protected Sessions() {}

  @Inject
  public Sessions(Jdbi jdbi, Announcer announcer) {
    this.jdbi = jdbi;
    this.announcer = announcer;
  }

  /**
   * Ends the sign-in on all nodes.
   *
   * @param sid the identity provider's session
   * @param until when it would have ended by itself; the row is of no use afterwards
   */
  @Transactional
  public void revoke(String sid, Instant until) {
    jdbi.useHandle(
        handle -> {
          handle.execute("delete from revoked_session where expires_at < now()");
          handle
              .createUpdate(
                  "insert into revoked_session (sid, expires_at) values (:sid, :until)"
                      + " on conflict (sid) do update set expires_at = excluded.expires_at")
              .bind("sid", sid)
              .bind("until", until)
              .execute();
        });
    announcer.announce(Announcement.of(Announcement.Topic.SESSION));
  }

  /**
   * Whether the identity provider ended that sign-in, or its person was erased.
   *
   * @param person whose sign-in it is; null when nobody knows
   */
  public boolean isRevoked(String sid, UUID person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from revoked_session where sid = :sid)"
                        + " or exists (select 1 from person where id = :person::uuid and erased_at is not null)")
                .bind("sid", sid)
                .bind("person", person)
                .mapTo(Boolean.class)
                .one());
  }
}
