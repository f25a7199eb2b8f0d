package org.guichet.conversation;

/** What an entry of the timeline says. */
public enum ActivityKind {
  SUBMITTED,
  /** An agent typed it for the customer on the telephone. */
  FILED_FOR,
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
  /** A stage began: somebody is to decide, or a system to confirm. */
  STAGE_OPENED,
  /** It ended well. */
  STAGE_DONE,
  /** It was refused: the request is declined. */
  STAGE_REFUSED,
  /** Who is to decide was reminded. */
  STAGE_REMINDED,
  /** What a rule did, seen by staff. */
  RULE_APPLIED,
  /** A rule changed nothing, and why. */
  RULE_STOPPED,
  FILE_ADDED,
  /** A machine reported the same again; counted, one line for all. */
  REPEATED,
  /** The customer said what he thinks of the solution. */
  RATED,
  FOLLOWER_ADDED,
  FOLLOWER_REMOVED,
  LINKED,
  UNLINKED,
  /** It goes on in another request, and is closed. */
  MERGED,
  /** Another request goes on in this one. */
  MERGED_HERE,
  /** A part of it became a request of its own. */
  SPLIT_OFF,
  /** It began as a part of another one. */
  SPLIT_FROM,
  DELIVERED,
  INVOICE_ISSUED,
  INVOICE_PAID,
  INVOICE_CANCELLED
}
