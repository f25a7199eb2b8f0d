package org.guichet.integration.delivery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.DeliveryLedger;

/** Holds on to what this node has, and looks for what a lost node had. */
final class Leases {
  /**
   * How long a delivery stays with a node that gives no sign of life. It outlives what a lost node
   * may have left under way, so that a repeat does not overlap with what it repeats.
   */
  static final Duration LEASE = Duration.ofSeconds(40);

  private static final Logger LOG = System.getLogger(Leases.class.getName());
  private static final Duration RENEW = Duration.ofSeconds(10);

  /** What is left of a lease when nobody relies on it any more: calls need time to break off. */
  private static final Duration MARGIN = Duration.ofSeconds(8);

  private static final Duration REAP = Duration.ofSeconds(5);

  private final DeliveryLedger ledger;
  private final String node;
  private Instant reaped = Instant.EPOCH;
  private Instant renewed = Instant.EPOCH;

  Leases(DeliveryLedger ledger, String node) {
    this.ledger = ledger;
    this.node = node;
  }

  /** Until when what is claimed or prolonged now is surely this node's. */
  static Instant safeUntil(Instant now) {
    return now.plus(LEASE).minus(MARGIN);
  }

  /**
   * Does what is due.
   *
   * @param prolonged told whose lease was prolonged, and until when that is certain
   */
  void look(Supplier<Collection<ClaimedDelivery>> held, BiConsumer<Set<Long>, Instant> prolonged) {
    Instant now = Instant.now();
    if (renewed.plus(RENEW).isBefore(now)) {
      renewed = now;
      Collection<ClaimedDelivery> deliveries = held.get();
      if (!deliveries.isEmpty()) {
        prolonged.accept(ledger.renew(node, deliveries, LEASE), safeUntil(now));
      }
    }
    if (reaped.plus(REAP).isBefore(now)) {
      int lost = ledger.reap();
      reaped = now;
      if (lost > 0) {
        LOG.log(Level.WARNING, "{0} deliveries of a lost node are due again", lost);
      }
    }
  }
}
