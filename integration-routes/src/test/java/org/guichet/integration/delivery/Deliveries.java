package org.guichet.integration.delivery;

import java.util.UUID;
import org.guichet.delivery.ClaimedDelivery;

/** Deliveries for tests that have no ledger. */
final class Deliveries {
  private Deliveries() {}

  /** One that was claimed for the first time. */
  static ClaimedDelivery due(long id) {
    return new ClaimedDelivery(
        id,
        1,
        UUID.randomUUID(),
        "R-1",
        1,
        1,
        false,
        "{}",
        "{}",
        "helpdesk-ticket",
        "{}",
        1,
        1,
        null);
  }
}
