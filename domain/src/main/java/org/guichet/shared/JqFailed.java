package org.guichet.shared;

/** A jq expression could not be read, or not be applied to what it was given. */
public class JqFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public JqFailed(String message) {
    super(message);
  }
}
