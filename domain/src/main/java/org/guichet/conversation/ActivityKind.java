package org.guichet.conversation;

/** What an entry of the timeline says. */
public enum ActivityKind {
  SUBMITTED,
  REPLY,
  NOTE,
  STATUS_CHANGED,
  ASSIGNED,
  PRIORITY_CHANGED,
  /** Another team has it now. */
  HANDED_OVER,
  /** Several changes at once, by a macro. */
  MACRO_APPLIED,
  /** A deadline comes near. */
  DEADLINE_NEAR,
  /** A deadline is over. */
  DEADLINE_MISSED,
  /** What the rule did because of a deadline. */
  ESCALATED,
  FILE_ADDED,
  /** A machine reported the same again; counted, one line for all. */
  REPEATED,
  /** The customer said what he thinks of the solution. */
  RATED,
  FOLLOWER_ADDED,
  FOLLOWER_REMOVED,
  DELIVERED,
  INVOICE_ISSUED,
  INVOICE_PAID,
  INVOICE_CANCELLED
}
