package org.guichet.delivery;

import java.io.Serializable;
import java.time.Instant;

/**
 * One attempt as people see it.
 *
 * @param outcome CONFIRMED, RETRY, DEAD, PAUSE or LOST
 * @param errorClass such as {@code timeout}; null for a success
 * @param sentence what happened; null for a success
 * @param requestBody what was sent, masked and cut; null when nothing was, or when it is so long
 *     ago that it was thinned out
 * @param answerBody what came back, likewise
 */
public record AttemptRow(
    int number,
    String node,
    Instant startedAt,
    int durationMs,
    String outcome,
    Integer httpStatus,
    String errorClass,
    String sentence,
    String requestBody,
    String answerBody,
    int mappingVersion,
    String traceId)
    implements Serializable {}
