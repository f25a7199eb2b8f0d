package org.guichet.rule;

/** Whom a rule tells of a request. */
public enum Tell {
  ASSIGNEE,
  TEAM
}
