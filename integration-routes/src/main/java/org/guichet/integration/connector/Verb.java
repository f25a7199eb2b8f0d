package org.guichet.integration.connector;

import java.util.Locale;

/** What a Kamelet can be asked to do: the contract of docs/connectors.md. */
public enum Verb {
  /** Creates the record; the body is what the flow's mapping made of the event. */
  DELIVER,
  /** Looks for a record by our reference: a receipt, or an empty object. */
  FIND,
  /** Reads the status of a record by the system's number. */
  STATUS,
  /** Reads the whole record by the system's number, as the connector's translation expects it. */
  READ,
  /** Does nothing but show that address and credentials are right. */
  PROBE,
  /** Reads what changed since a point in time; only systems without webhooks need it. */
  CHANGES,
  /** Searches for what a person can choose in a form; only some systems are asked it. */
  LOOKUP;

  /** As Kamelets write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
