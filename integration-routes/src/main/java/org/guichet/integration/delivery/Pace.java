package org.guichet.integration.delivery;

import java.time.Duration;
import java.time.Instant;

/**
 * How many deliveries a connector may have in store here beyond those on their way: what it sends
 * in a fifth of a second, so that a fast one never waits for the next claim, and a slow one keeps
 * nothing that another node could send.
 */
final class Pace {
  private static final int MOST_AHEAD = 150;
  private static final Duration WINDOW = Duration.ofMillis(100);

  private Instant since = Instant.EPOCH;
  private int ended;
  private int ahead;

  void count() {
    ended++;
  }

  int ahead(Instant now) {
    long elapsed = Duration.between(since, now).toMillis();
    if (elapsed >= WINDOW.toMillis()) {
      ahead = (int) Math.min(MOST_AHEAD, 2L * ended * WINDOW.toMillis() / elapsed);
      ended = 0;
      since = now;
    }
    return ahead;
  }
}
