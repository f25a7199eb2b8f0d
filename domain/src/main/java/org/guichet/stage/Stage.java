package org.guichet.stage;

import java.io.Serializable;
import java.time.Instant;
import org.guichet.shared.LocalizedText;

/**
 * A stage of one request, for reading.
 *
 * @param name a JSON object of names by language
 * @param who the people or the team that it waits for; null when that is a system, or nobody but a
 *     supervisor can decide
 * @param system the system's names, JSON; null when people decide
 * @param openedAt null when it has not begun
 * @param endedAt null when it has not ended
 * @param decidedBy name of who decided; null when nobody has, or a system did
 * @param mine whether it waits for whoever looks; false where nobody in particular does
 */
public record Stage(
    long id,
    int position,
    String name,
    StageKind kind,
    Decider decider,
    String who,
    String system,
    Instant openedAt,
    Instant endedAt,
    Outcome outcome,
    String decidedBy,
    boolean mine)
    implements Serializable {

  /** How a stage ends. */
  public enum Outcome {
    DONE,
    REFUSED
  }

  public LocalizedText names() {
    return LocalizedText.parse(name);
  }

  /** Whether it waits for its end now. */
  public boolean isOpen() {
    return openedAt != null && endedAt == null;
  }

  public boolean isDone() {
    return outcome == Outcome.DONE;
  }

  public boolean isRefused() {
    return outcome == Outcome.REFUSED;
  }

  /** Whether the company's systems hear nothing before its end. */
  public boolean isApproval() {
    return kind == StageKind.APPROVAL;
  }
}
