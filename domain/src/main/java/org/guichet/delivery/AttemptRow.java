package org.guichet.delivery;

import java.io.Serializable;
import java.time.Instant;

/**
 * One attempt as people see it.
 *
 * @param outcome CONFIRMED, RETRY, DEAD, PAUSE or LOST
 * @param sentence what happened; null for a success
 */
public record AttemptRow(
    int number,
    String node,
    Instant startedAt,
    int durationMs,
    String outcome,
    Integer httpStatus,
    String sentence)
    implements Serializable {}
