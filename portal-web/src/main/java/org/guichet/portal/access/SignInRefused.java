package org.guichet.portal.access;

/**
 * This sign-in cannot be completed: an answer that is not ours, was used before, or does not hold
 * what was asked for.
 */
class SignInRefused extends Exception {
  SignInRefused(String reason) {
    super(reason);
  }

  SignInRefused(String reason, Throwable cause) {
    super(reason, cause);
  }
}
