package org.guichet.request;

/**
 * The draft was sent before, with other content: what comes now is another request and needs a
 * draft of its own.
 */
public class AlreadySent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param number of the request that the draft became
   */
  public AlreadySent(String number) {
    super("the draft was sent as " + number);
  }
}
