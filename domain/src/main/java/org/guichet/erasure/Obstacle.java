package org.guichet.erasure;

import java.io.Serializable;

/**
 * Why somebody cannot be erased yet.
 *
 * @param count how often
 */
public record Obstacle(Why why, int count) implements Serializable {

  /** Why it does not go. */
  public enum Why {
    /** Requests of his are not done yet. */
    OPEN_REQUESTS,
    /** Systems have still to be told something of his, or a person must look at it. */
    UNSETTLED_DELIVERIES,
    /** Messages of systems about him wait, or are set aside. */
    WAITING_MESSAGES,
    /** He works in a team: what he wrote there is the company's. */
    TEAM_MEMBER,
    /** Machines ask for things in his name. */
    PERSON_OF_CONNECTOR
  }
}
