package org.guichet.integration.delivery;

import java.time.Duration;
import java.time.Instant;
import org.guichet.delivery.ClaimedDelivery;

/**
 * A delivery on its way, and the thread that carries it. Two may say how it ended, that thread and
 * whoever gives it up; only the first is heard.
 */
final class Flight {
  private final LeasedDelivery leased;
  private final Instant since;
  private final Thread thread;
  private Instant interruptedAt;
  private boolean cutOff;
  private boolean ended;

  Flight(LeasedDelivery leased, Instant since, Thread thread) {
    this.leased = leased;
    this.since = since;
    this.thread = thread;
  }

  ClaimedDelivery delivery() {
    return leased.delivery();
  }

  LeasedDelivery leased() {
    return leased;
  }

  /** Interrupts it once when it has taken longer than that, or may be another node's by now. */
  synchronized void guard(Duration limit, Instant now) {
    boolean isSafe = leased.isSafe(now);
    if (ended || interruptedAt != null || (isSafe && since.plus(limit).isAfter(now))) {
      return;
    }
    cutOff = !isSafe;
    interruptedAt = now;
    thread.interrupt();
  }

  /** Whether it was interrupted so long ago, and nothing came of it. */
  synchronized boolean ignoresInterrupts(Duration grace, Instant now) {
    return !ended && interruptedAt != null && interruptedAt.plus(grace).isBefore(now);
  }

  synchronized boolean wasInterrupted() {
    return interruptedAt != null;
  }

  /** Whether it was interrupted because of this node, and not because of the system. */
  synchronized boolean wasCutOff() {
    return cutOff;
  }

  Instant since() {
    return since;
  }

  /** True for the first who says so: he decides what becomes of the delivery. */
  synchronized boolean end() {
    boolean first = !ended;
    ended = true;
    return first;
  }
}
