package org.guichet.request;

/**
 * How a ticket of the delivery strip reads: the ledger's states and the reasons why a due delivery
 * waits.
 */
public enum TicketState {
  DUE,
  SENDING,
  DELIVERED,
  RETRYING,
  AFTER_ANOTHER,
  PAUSED,
  DEAD,
  BY_HAND,
  CANCELLED;

  /** Whether the system has the request. */
  public boolean isDone() {
    return this == DELIVERED || this == BY_HAND;
  }
}
