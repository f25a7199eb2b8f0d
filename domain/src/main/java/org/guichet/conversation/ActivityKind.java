package org.guichet.conversation;

/** What an entry of the timeline says. */
public enum ActivityKind {
  SUBMITTED,
  REPLY,
  NOTE,
  STATUS_CHANGED,
  ASSIGNED,
  DELIVERED,
  INVOICE_ISSUED,
  INVOICE_PAID,
  INVOICE_CANCELLED
}
