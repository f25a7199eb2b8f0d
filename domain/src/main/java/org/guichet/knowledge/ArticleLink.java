package org.guichet.knowledge;

import java.io.Serializable;
import java.util.UUID;
import org.guichet.catalogue.Category;

/**
 * A published article in a list.
 *
 * @param language it is written in: the reader's if there is one in it, else another
 */
public record ArticleLink(UUID id, String language, Category category, String question)
    implements Serializable {}
