package org.guichet.work;

/** Two requests cannot be made one, and why. */
public class NotMergeable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is in the way. */
  public enum Why {
    /** They belong to different organizations: that is for supervisors. */
    OTHER_ORGANIZATION,
    /** The one that is to go on is closed or cancelled. */
    OTHER_CLOSED,
    /** The one that is to end is closed or cancelled already. */
    CLOSED
  }

  private final Why why;

  NotMergeable(Why why) {
    super(why.name());
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
