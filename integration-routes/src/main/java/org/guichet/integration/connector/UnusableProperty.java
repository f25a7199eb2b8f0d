package org.guichet.integration.connector;

/**
 * A property's value cannot be used, which its schema could not tell. The message says which and
 * why, and does not show it: it may be a secret.
 */
class UnusableProperty extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnusableProperty(String message, Exception cause) {
    super(message, cause);
  }
}
