package org.guichet.knowledge;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * Which articles the list of those who write shows.
 *
 * @param text words that it must have; empty for all
 * @param category key of a category; empty for all
 * @param language empty for all
 * @param published true for those that customers read, false for the others; null for both
 * @param after the last row of the page before; null for the first page
 */
public record ArticleFilter(
    String text, String category, String language, Boolean published, Position after)
    implements Serializable {

  /** A place in the list. */
  public record Position(Instant at, UUID id) implements Serializable {}
}
