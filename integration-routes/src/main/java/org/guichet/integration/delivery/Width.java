package org.guichet.integration.delivery;

import java.time.Instant;
import org.guichet.delivery.Completion;

/**
 * How many calls at once a system can stand, found out by its time-outs: half as many after one,
 * one more after it has answered often enough. A system that is given more than it can take gets
 * slower and slower, answers nobody in time, and still works on what its callers gave up.
 */
final class Width {
  /** So many answers per place until there is one place more. */
  private static final int ANSWERS_TO_WIDEN = 10;

  private int width = Integer.MAX_VALUE;
  private int answers;
  private Instant narrowedAt = Instant.EPOCH;

  /**
   * Follows how a call ended.
   *
   * @param since when it began: what began before the last change says nothing about it
   * @param most calls at once that the connector allows
   * @return whether it is narrower than before
   */
  synchronized boolean follow(Completion completion, Instant since, Instant now, int most) {
    width = Math.min(width, most);
    if (!"timeout".equals(completion.attempt().errorClass())) {
      answers++;
      if (width < most && answers >= ANSWERS_TO_WIDEN * width) {
        width++;
        answers = 0;
      }
      return false;
    }
    answers = 0;
    if (width == 1 || !since.isAfter(narrowedAt)) {
      return false;
    }
    width = width / 2;
    narrowedAt = now;
    return true;
  }

  /** At most so many calls at once. */
  synchronized int now(int most) {
    return Math.min(width, most);
  }

  /** Another connection, another chance. */
  synchronized void reset() {
    width = Integer.MAX_VALUE;
    answers = 0;
  }
}
