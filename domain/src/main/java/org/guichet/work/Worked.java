package org.guichet.work;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * Time that somebody spent on a request.
 *
 * @param version what a change must name
 */
public record Worked(
    long id,
    UUID workerId,
    String worker,
    int minutes,
    String purpose,
    Instant writtenAt,
    int version)
    implements Serializable {}
