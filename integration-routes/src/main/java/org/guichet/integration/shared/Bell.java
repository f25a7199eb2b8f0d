package org.guichet.integration.shared;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Wakes a loop that waits for work. Rung many times while the loop is busy, it rings once: the loop
 * looks at everything anyway.
 */
public final class Bell {
  private final Semaphore rings = new Semaphore(0);

  public void ring() {
    rings.release();
  }

  /** Returns when it rings, has rung since the last time, or the time is over. */
  public void await(Duration most) {
    try {
      if (rings.tryAcquire(Math.max(1, most.toMillis()), TimeUnit.MILLISECONDS)) {
        rings.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
