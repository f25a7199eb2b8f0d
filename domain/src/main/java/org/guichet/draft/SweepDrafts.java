package org.guichet.draft;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.guichet.attachment.Attachments;
import org.guichet.shared.Settings;
import org.jdbi.v3.core.Jdbi;

/** Forgets drafts that nobody came back to, and files that were never sent. */
@ApplicationScoped
public class SweepDrafts {
  private Jdbi jdbi;
  private Attachments attachments;
  private Settings settings;

  protected SweepDrafts() {}

  @Inject
  public SweepDrafts(Jdbi jdbi, Attachments attachments, Settings settings) {
    this.jdbi = jdbi;
    this.attachments = attachments;
    this.settings = settings;
  }

  /** What one run forgot. */
  public record Swept(int drafts, int files) {}

  /**
   * Forgets all that is too old by now, replies and articles too; also drafts whose last save came
   * after they were sent.
   */
  public Swept sweep() {
    Instant before = Instant.now().minus(settings.keepDrafts());
    int drafts =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "delete from draft d where d.saved_at < :before"
                            + " or exists (select 1 from service_request r where r.draft_id = d.id)")
                    .bind("before", before)
                    .execute());
    int replies =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate("delete from reply_draft where saved_at < :before")
                    .bind("before", before)
                    .execute());
    int articles =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate("delete from article_draft where saved_at < :before")
                    .bind("before", before)
                    .execute());
    return new Swept(
        drafts + replies + articles, attachments.sweepUnsent(before) + attachments.sweepErased());
  }
}
