package org.guichet.knowledge;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.guichet.catalogue.Category;

/**
 * One article as its reader sees it.
 *
 * @param published whether customers read it; what is not published only employees see
 * @param helpful how many persons it helped
 * @param unhelpful how many it did not
 * @param vote what the viewer said about it; null when he said nothing
 */
public record ArticleView(
    UUID id,
    String language,
    Category category,
    String question,
    String answer,
    boolean published,
    Instant changedAt,
    int helpful,
    int unhelpful,
    Boolean vote)
    implements Serializable {}
