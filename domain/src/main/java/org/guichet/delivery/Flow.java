package org.guichet.delivery;

/**
 * On which event a connector is told, with which words.
 *
 * @param connector its key
 * @param mapping jq from the event to what the connector's Kamelet takes
 * @param after key of the flow that must be delivered first; null for none
 * @param active false once it was removed: what it has begun is finished
 */
public record Flow(
    String key,
    String eventType,
    String connector,
    String mapping,
    int mappingVersion,
    String after,
    boolean active) {}
