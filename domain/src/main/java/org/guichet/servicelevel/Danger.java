package org.guichet.servicelevel;

/** How a deadline is in danger. */
public enum Danger {
  /** Its time is nearly used up. */
  NEAR,
  /** It is over. */
  MISSED
}
