package org.guichet.inbox;

/**
 * A message of a company system that waits to be applied.
 *
 * @param connector key of the connector it came through
 * @param messageId what the system calls it
 * @param body as it was received
 * @param receipt whether it is what the system answered to a delivery
 * @param attempts how often it was looked at before
 */
public record InboxMessage(
    long id, String connector, String messageId, String body, boolean receipt, int attempts) {}
