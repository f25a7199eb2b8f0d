package org.guichet.knowledge;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * An article as those who write it see it.
 *
 * @param topic what articles in other languages share with it
 * @param version what the next save must name
 * @param changedBy name of who wrote last; null for what came with the company's data
 */
public record Article(
    UUID id,
    UUID topic,
    String language,
    String category,
    String question,
    String answer,
    boolean published,
    int version,
    String changedBy,
    Instant changedAt)
    implements Serializable {
  /** Characters of a question. */
  public static final int LONGEST_QUESTION = 200;

  /** Characters of an answer. */
  public static final int LONGEST_ANSWER = 20_000;
}
