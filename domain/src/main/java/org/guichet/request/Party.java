package org.guichet.request;

import java.util.UUID;

/**
 * Whose a request is.
 *
 * @param person who asked for it, or a colleague who follows it
 * @param organization whom he asked for; null for himself, and for who only follows
 */
public record Party(UUID person, UUID organization) {}
