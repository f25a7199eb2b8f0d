package org.guichet.delivery;

/** A person asked for something that does not go; the message says why in one sentence. */
public class DeliveryRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why it does not go. */
  public enum Why {
    /** A node is sending it; wait a moment. */
    IN_FLIGHT,
    /** The verb means nothing in its state. */
    WRONG_STATE,
    /** Its connector was removed: nothing can be sent there any more. */
    REMOVED,
    /** What it said was erased with the person who said it: there is nothing to send any more. */
    ERASED,
    NO_REASON,
    /** Not JSON, or too long. */
    BAD_BODY,
    BAD_NUMBER,
    /** Another request lives under that number. */
    NUMBER_TAKEN
  }

  private final Why why;

  DeliveryRefusal(Why why, String sentence) {
    super(sentence);
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
