package org.guichet.request;

import java.io.Serializable;
import java.time.Instant;

/**
 * What the customer thinks of the solution.
 *
 * @param stars from 1 to 5
 * @param comment in his own words; may be empty
 * @param ratedAt when he said it first
 */
public record Rating(int stars, String comment, Instant ratedAt) implements Serializable {
  /** Characters of a comment. */
  public static final int LONGEST_COMMENT = 2_000;
}
