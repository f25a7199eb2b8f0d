package org.guichet.portal.access;

/**
 * This sign-in cannot be completed: an answer that is not ours, was used before, or does not hold
 * what was asked for.
 */
class SignInRefused extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * The reason may quote what somebody sent; it must not be able to write a line of its own into
   * the log.
   */
  SignInRefused(String reason) {
    super(reason.replaceAll("\\p{Cntrl}", " "));
  }
}
