package org.guichet.customer;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/** What staff wrote down about a person or an organization. */
public record CustomerNote(long id, UUID authorId, String author, String body, Instant writtenAt)
    implements Serializable {}
