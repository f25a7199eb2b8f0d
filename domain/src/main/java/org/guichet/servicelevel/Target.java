package org.guichet.servicelevel;

/** What a deadline is about. */
public enum Target {
  /** The company's first answer that the customer can read. */
  FIRST_RESPONSE,
  /** The work is done. */
  RESOLUTION
}
