package org.guichet.rule;

/** To whom a rule gives a request. */
public enum Assign {
  PERSON,
  TEAM,
  /** The next of a team in turn. */
  ROUND_ROBIN,
  /** Whoever of a team has the fewest open requests. */
  LEAST_LOAD
}
