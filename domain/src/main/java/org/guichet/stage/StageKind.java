package org.guichet.stage;

/** What a stage is for. */
public enum StageKind {
  /** Somebody must agree before any system hears of the request. */
  APPROVAL,
  /** Something is to be done or checked. */
  TASK
}
