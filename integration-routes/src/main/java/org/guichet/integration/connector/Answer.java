package org.guichet.integration.connector;

/**
 * What a connector's Kamelet made of the system's answer.
 *
 * @param body JSON
 * @param httpStatus null where the protocol has none
 */
public record Answer(String body, Integer httpStatus) {}
