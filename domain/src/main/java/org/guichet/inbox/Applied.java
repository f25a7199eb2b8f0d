package org.guichet.inbox;

/**
 * What became of a message.
 *
 * @param outcome one sentence for IT
 * @param ours whether it names a request of ours: one that has waited for its record in vain is
 *     then kept for a person; what else a system tells of its own records is not our business
 */
public record Applied(Fate fate, String outcome, boolean ours) {
  private Applied(Fate fate, String outcome) {
    this(fate, outcome, false);
  }

  /** What became of it. */
  public enum Fate {
    APPLIED,
    IGNORED,
    /** The record it speaks of is not known yet: its receipt may still be on the way. */
    TOO_EARLY,
    /** An older message about the same record still waits. */
    BEHIND,
    /** It is kept, and a person must look: nobody here knows what to do with it. */
    SET_ASIDE
  }

  static Applied applied(String outcome) {
    return new Applied(Fate.APPLIED, outcome);
  }

  public static Applied ignored(String outcome) {
    return new Applied(Fate.IGNORED, outcome);
  }

  static Applied tooEarly(String outcome, boolean ours) {
    return new Applied(Fate.TOO_EARLY, outcome, ours);
  }

  public static Applied behind(String outcome) {
    return new Applied(Fate.BEHIND, outcome);
  }

  /** Kept until a person has looked at it. */
  public static Applied setAside(String outcome) {
    return new Applied(Fate.SET_ASIDE, outcome);
  }
}
