package org.guichet.integration.delivery;

import java.time.Instant;
import org.guichet.delivery.ClaimedDelivery;

/** A delivery that this node has leased, and until when that is certain. */
final class LeasedDelivery {
  private final ClaimedDelivery delivery;
  private volatile Instant safeUntil;

  LeasedDelivery(ClaimedDelivery delivery, Instant safeUntil) {
    this.delivery = delivery;
    this.safeUntil = safeUntil;
  }

  ClaimedDelivery delivery() {
    return delivery;
  }

  long id() {
    return delivery.id();
  }

  /** Whether no other node can have it yet. */
  boolean isSafe(Instant now) {
    return now.isBefore(safeUntil);
  }

  /** The lease was prolonged. */
  void prolong(Instant until) {
    safeUntil = until;
  }
}
