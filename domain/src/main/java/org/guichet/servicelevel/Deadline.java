package org.guichet.servicelevel;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;

/**
 * One promise about a request.
 *
 * @param work working time that the target gives
 * @param dueAt null while the clock stands still
 * @param warnAt when it counts as near; null while the clock stands still
 * @param endedAt when it was kept, or would have had to be; null before
 * @param left working time that is left while the clock stands still, else null
 * @param why how it came about
 */
public record Deadline(
    Target target,
    Duration work,
    Instant dueAt,
    Instant warnAt,
    Instant endedAt,
    Duration left,
    Explanation why)
    implements Serializable {

  public boolean isOpen() {
    return endedAt == null;
  }

  /** Whether it stands still, as the company waits for the customer. */
  public boolean isPaused() {
    return isOpen() && dueAt == null;
  }

  /** Whether it was missed, or is by now. */
  public boolean isMissed(Instant now) {
    return dueAt != null && dueAt.isBefore(isOpen() ? now : endedAt);
  }

  /** Whether it will be missed soon. */
  public boolean isNear(Instant now) {
    return isOpen() && warnAt != null && !warnAt.isAfter(now) && !isMissed(now);
  }
}
