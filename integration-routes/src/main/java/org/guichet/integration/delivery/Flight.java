package org.guichet.integration.delivery;

import java.time.Duration;
import java.time.Instant;
import org.guichet.delivery.ClaimedDelivery;

/**
 * A delivery on its way, and the thread that carries it. Two may say how it ended, that thread and
 * whoever gives it up; only the first is heard.
 */
final class Flight {
  private final ClaimedDelivery delivery;
  private final Instant since;
  private final Thread thread;
  private Instant interruptedAt;
  private boolean ended;

  Flight(ClaimedDelivery delivery, Instant since, Thread thread) {
    this.delivery = delivery;
    this.since = since;
    this.thread = thread;
  }

  ClaimedDelivery delivery() {
    return delivery;
  }

  /** Interrupts it once when it has taken longer than that. */
  synchronized boolean interruptAfter(Duration limit, Instant now) {
    if (ended || interruptedAt != null || since.plus(limit).isAfter(now)) {
      return false;
    }
    interruptedAt = now;
    thread.interrupt();
    return true;
  }

  /** Whether it was interrupted so long ago, and nothing came of it. */
  synchronized boolean ignoresInterrupts(Duration grace, Instant now) {
    return !ended && interruptedAt != null && interruptedAt.plus(grace).isBefore(now);
  }

  synchronized boolean wasInterrupted() {
    return interruptedAt != null;
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
