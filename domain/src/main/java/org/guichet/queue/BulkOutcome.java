package org.guichet.queue;

/** How a bulk change ended for one request. */
public enum BulkOutcome {
  DONE,
  /** It was so already. */
  ALREADY,
  /** Somebody else changed the request since it was chosen. */
  CHANGED,
  /** There is no such step from its status. */
  STEP,
  /** The person does not belong to its team. */
  TEAM,
  /** It has as many tags as a request can have. */
  TAGS,
  /** The macro, or its template, is not there any more. */
  MACRO,
  /** The viewer does not see it at the desk, or may not do that. */
  HIDDEN,
  /** Something else; it is in the log. */
  ERROR;

  public boolean isFailure() {
    return this != DONE && this != ALREADY;
  }
}
