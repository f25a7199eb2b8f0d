package org.guichet.inbox;

/**
 * A record that has to be read anew.
 *
 * @param asked how often it was asked for; a read answers only what was asked before it
 * @param attempts how often it was tried to read it, this time included
 */
public record WakeUp(int connectorId, String externalId, int asked, int attempts) {}
