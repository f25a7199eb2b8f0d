package org.guichet.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachments;

/** What an employee does to a wish to be erased. */
@ApplicationScoped
public class ErasureDesk {
  private ErasePerson erase;
  private Attachments attachments;

  protected ErasureDesk() {}

  @Inject
  public ErasureDesk(ErasePerson erase, Attachments attachments) {
    this.erase = erase;
    this.attachments = attachments;
  }

  /** See {@link ErasePerson#plan}. */
  public ErasurePlan plan(Viewer viewer, UUID erasure) {
    return erase.plan(viewer, erasure);
  }

  /**
   * Carries it out; the contents of files go when the rest is gone for good.
   *
   * @throws ErasureRefused when something of his is still under way, or it is not pending any more
   */
  public ErasureReport carryOut(Viewer viewer, UUID erasure) {
    ErasureReport report = erase.carryOut(viewer, erasure);
    attachments.sweepErased();
    return report;
  }
}
