package org.guichet.queue;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * One change of many requests, as far as it is.
 *
 * @param value see {@link BulkVerb}
 * @param label the value in words
 * @param total how many requests were chosen
 * @param done how many are as they should be now
 * @param failed how many could not be changed
 * @param endedAt null while it goes on
 */
public record BulkChange(
    UUID id,
    BulkVerb verb,
    String value,
    String label,
    int total,
    int done,
    int failed,
    Instant startedAt,
    boolean cancelled,
    Instant endedAt)
    implements Serializable {

  public boolean isRunning() {
    return endedAt == null;
  }

  /** How many were not tried, because it was cancelled, or not yet. */
  public int left() {
    return total - done - failed;
  }

  /** How many were tried. */
  public int tried() {
    return done + failed;
  }
}
