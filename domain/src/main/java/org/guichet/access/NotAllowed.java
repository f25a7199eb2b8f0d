package org.guichet.access;

/** The viewer may see the thing but not do this to it: 403. */
public class NotAllowed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param action what was tried, such as {@code retry a delivery}
   */
  public NotAllowed(String action) {
    super("not allowed to " + action);
  }
}
