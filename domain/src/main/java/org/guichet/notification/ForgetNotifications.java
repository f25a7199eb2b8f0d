package org.guichet.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.guichet.shared.Settings;
import org.jdbi.v3.core.Jdbi;

/** Lets what people were told long ago be forgotten, a bounded piece at a time, oldest first. */
@ApplicationScoped
public class ForgetNotifications {
  private static final int PIECE = 5_000;

  private Jdbi jdbi;
  private Settings settings;

  protected ForgetNotifications() {}

  @Inject
  public ForgetNotifications(Jdbi jdbi, Settings settings) {
    this.jdbi = jdbi;
    this.settings = settings;
  }

  /**
   * @return how many were forgotten; 0 when none is left that is old enough
   */
  @Transactional
  public int forget() {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    "delete from notification where id in (select id from (select id, told_at, mail_due_at"
                        + " from notification order by id limit :piece) oldest"
                        + " where told_at < :before and mail_due_at is null)")
                .bind("piece", PIECE)
                .bind("before", Instant.now().minus(settings.keepNotifications()))
                .execute());
  }
}
