package org.guichet.inbox;

/**
 * What became of a message.
 *
 * @param outcome one sentence for IT
 */
public record Applied(Fate fate, String outcome) {
  /** What became of it. */
  public enum Fate {
    APPLIED,
    IGNORED,
    /** The record it speaks of is not known yet: its receipt may still be on the way. */
    TOO_EARLY
  }

  static Applied applied(String outcome) {
    return new Applied(Fate.APPLIED, outcome);
  }

  public static Applied ignored(String outcome) {
    return new Applied(Fate.IGNORED, outcome);
  }

  static Applied tooEarly(String outcome) {
    return new Applied(Fate.TOO_EARLY, outcome);
  }
}
