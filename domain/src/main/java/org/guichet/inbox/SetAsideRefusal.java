package org.guichet.inbox;

/** A person asked for something that does not go with a message that was set aside. */
public class SetAsideRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it does not go. */
  public enum Why {
    /** Somebody else has decided about it. */
    GONE,
    NO_REASON,
    /** Its record belongs to another request. */
    RECORD_TAKEN
  }

  private final Why why;

  SetAsideRefusal(Why why, String sentence) {
    super(sentence);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
