package org.guichet.request;

import java.util.UUID;

/**
 * Whose a request is.
 *
 * @param organization null when he asked for himself
 */
public record Party(UUID requester, UUID organization) {}
