package org.guichet.integration.inbox;

import org.guichet.delivery.Connectors;
import org.guichet.shared.TestDomain;

/** Lets tests of other packages apply what lies in an inbox. */
public final class InboxAtWork {
  private final TestDomain domain;
  private final InboxApplier applier;

  public InboxAtWork(TestDomain domain, Connectors connectors) {
    this.domain = domain;
    this.applier = new InboxApplier(domain.inbox, connectors, domain.applyWord, Thread::new);
  }

  /** Applies everything that waits now. */
  public void applyAll() {
    domain.inTransaction(
        () -> {
          applier.applyAll();
          return null;
        });
  }
}
