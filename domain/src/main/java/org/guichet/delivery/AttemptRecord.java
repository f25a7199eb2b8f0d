package org.guichet.delivery;

import java.time.Instant;

/**
 * How one attempt went; every attempt leaves one.
 *
 * @param httpStatus null where the protocol has none or nothing was answered
 * @param errorClass such as {@code timeout}; null for a success
 * @param sentence what happened in one readable sentence; null for a success
 * @param requestBody what was sent, masked and cut
 * @param answerBody what came back, masked and cut
 */
public record AttemptRecord(
    Instant startedAt,
    int durationMillis,
    Integer httpStatus,
    String errorClass,
    String sentence,
    String requestBody,
    String answerBody,
    String traceId) {}
