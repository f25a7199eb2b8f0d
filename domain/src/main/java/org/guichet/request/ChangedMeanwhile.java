package org.guichet.request;

/**
 * Somebody else changed the request after the viewer's page was drawn: look again before you
 * decide.
 */
public class ChangedMeanwhile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ChangedMeanwhile(String number) {
    super(number + " was changed meanwhile");
  }
}
