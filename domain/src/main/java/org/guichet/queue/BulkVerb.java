package org.guichet.queue;

/** What can be done to many requests at once. */
public enum BulkVerb {
  /** Value: key of a person; empty for nobody. */
  ASSIGN,
  /** Value: a status. */
  STATUS,
  /** Value: a priority. */
  PRIORITY,
  /** Value: a tag to put on. */
  TAG,
  /** Value: a tag to take off. */
  UNTAG,
  /** Value: key of a macro. */
  MACRO
}
