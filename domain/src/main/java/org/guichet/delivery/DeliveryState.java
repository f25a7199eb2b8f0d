package org.guichet.delivery;

/** Where a delivery stands in the ledger. The order is the number in the table: append only. */
public enum DeliveryState {
  /** To be sent, now or at its next time. */
  DUE,
  /** A node is sending it. */
  LEASED,
  /** The system has it. */
  CONFIRMED,
  /** A person has done it in the system himself. */
  DONE_BY_HAND,
  /** Refused, or out of attempts: a person decides. */
  DEAD,
  /** A person gave it up. */
  CANCELLED;

  /** Its number in the table. */
  public int code() {
    return ordinal();
  }

  public static DeliveryState of(int code) {
    return values()[code];
  }
}
