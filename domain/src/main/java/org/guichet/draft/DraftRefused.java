package org.guichet.draft;

/** The draft cannot be kept: it was sent already, is too large, or is one too many. */
public class DraftRefused extends RuntimeException {
  static final String SENT = "draft.sent";

  private static final long serialVersionUID = 1L;
  private final String key;

  /**
   * @param key message key of the pages, such as {@code draft.tooLarge}
   */
  DraftRefused(String key) {
    super(key);
    this.key = key;
  }

  /** Whether there is a request of it already. */
  public boolean isSent() {
    return key.equals(SENT);
  }

  public String key() {
    return key;
  }
}
