package org.guichet.stage;

/** Who ends a stage. */
public enum Decider {
  PERSON,
  /** Anybody of a team. */
  TEAM,
  /** A manager of the organization that the request is for. */
  MANAGER,
  /** A company system, by confirming a delivery. */
  SYSTEM
}
