package org.guichet.erasure;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * Somebody's wish that what is held about him be erased.
 *
 * @param person whose it is
 * @param name of that person; no longer his once it is done
 * @param email of that person; empty once it is done
 * @param reason in his words; empty when he gave none, or once it is done
 * @param settledAt when it was carried out or withdrawn; null while it is pending
 * @param settledBy name of who did that; null while it is pending
 * @param report what became of it; null unless it is done
 */
public record Erasure(
    UUID id,
    UUID person,
    String name,
    String email,
    String reason,
    State state,
    Instant askedAt,
    Instant settledAt,
    String settledBy,
    String report)
    implements Serializable {

  /** How far it is. */
  public enum State {
    PENDING,
    DONE,
    WITHDRAWN
  }

  public boolean isPending() {
    return state == State.PENDING;
  }

  /** What was erased and kept; null unless it is done. */
  public ErasureReport told() {
    return report == null ? null : ErasureReport.parse(report);
  }
}
