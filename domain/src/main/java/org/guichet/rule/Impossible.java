package org.guichet.rule;

/** A rule cannot do what it says with this request; then it does nothing at all. */
public class Impossible extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Why why;
  private final String value;

  /** What is in the way. */
  public enum Why {
    /** The person has left. */
    PERSON_GONE,
    /** The team has nobody, or only who asked for it. */
    TEAM_EMPTY,
    /** There is no such step from the status of now. */
    NO_STEP,
    /** A stage must end before that step. */
    STAGE,
    /** It has too many tags. */
    TAGS,
    /** The flow or its system was removed. */
    FLOW_GONE,
    /** Systems hear nothing of it yet. */
    NOT_APPROVED,
    /** Something else failed. */
    ERROR
  }

  Impossible(Why why, String value) {
    super(why + " " + value);
    this.why = why;
    this.value = value;
  }

  public Why why() {
    return why;
  }

  /** A name, such as the team's; may be empty. */
  public String value() {
    return value;
  }
}
