package org.guichet.knowledge;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.guichet.catalogue.Category;

/**
 * An article in the list of those who write.
 *
 * @param changedBy name of who wrote last; null for what came with the company's data
 * @param helpful how many persons it helped
 * @param unhelpful how many it did not
 */
public record ArticleRow(
    UUID id,
    String language,
    Category category,
    String question,
    boolean published,
    String changedBy,
    Instant changedAt,
    int helpful,
    int unhelpful)
    implements Serializable {}
