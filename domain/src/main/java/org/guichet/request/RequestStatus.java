package org.guichet.request;

import java.util.EnumSet;
import java.util.Set;

/** Where a request stands in the company's work. */
public enum RequestStatus {
  SUBMITTED,
  IN_PROGRESS,
  WAITING_FOR_CUSTOMER,
  SOLVED,
  CLOSED,
  CANCELLED;

  /**
   * The steps a person or a system may take from here. Solved work can be taken up again, closed
   * work cannot.
   */
  public Set<RequestStatus> next() {
    return switch (this) {
      case SUBMITTED -> EnumSet.of(IN_PROGRESS, WAITING_FOR_CUSTOMER, SOLVED, CANCELLED);
      case IN_PROGRESS -> EnumSet.of(WAITING_FOR_CUSTOMER, SOLVED, CANCELLED);
      case WAITING_FOR_CUSTOMER -> EnumSet.of(IN_PROGRESS, SOLVED, CANCELLED);
      case SOLVED -> EnumSet.of(IN_PROGRESS, CLOSED);
      case CLOSED, CANCELLED -> EnumSet.noneOf(RequestStatus.class);
    };
  }

  /** Whether work is still to be done. */
  public boolean isOpen() {
    return this == SUBMITTED || this == IN_PROGRESS || this == WAITING_FOR_CUSTOMER;
  }
}
