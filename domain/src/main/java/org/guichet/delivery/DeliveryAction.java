package org.guichet.delivery;

import java.io.Serializable;
import java.time.Instant;

/**
 * What a person did to a delivery.
 *
 * @param action the verb in lower case, such as {@code mark_done}
 * @param reason why, in his words
 */
public record DeliveryAction(String action, String actor, String reason, Instant happenedAt)
    implements Serializable {}
