package org.guichet.delivery;

import java.io.Serializable;

/**
 * What a system answers to a delivery.
 *
 * @param externalId its number there; null when the system gives none
 * @param externalUrl where staff find it; may be null
 * @param externalStatus the system's own word; may be null
 */
public record Receipt(String externalId, String externalUrl, String externalStatus)
    implements Serializable {}
