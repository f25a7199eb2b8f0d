package org.guichet.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;

/** Forgets questions of yesterday, and options that were not offered for a long time. */
@ApplicationScoped
public class SweepInquiries {
  private Jdbi jdbi;

  protected SweepInquiries() {}

  @Inject
  public SweepInquiries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What one run forgot. */
  public record Swept(int inquiries, int options) {}

  /** Forgets all that is too old by now. */
  public Swept sweep() {
    return jdbi.withHandle(
        handle ->
            new Swept(
                handle.execute("delete from inquiry where asked_at < now() - interval '1 day'"),
                handle.execute(
                    "delete from offered_option where seen_at < now() - interval '90 days'")));
  }
}
