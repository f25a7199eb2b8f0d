package org.guichet.delivery;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * One line of the list of deliveries, for those who care for the systems: it names the request by
 * number only.
 *
 * @param connector its key
 * @param connectorName a JSON object of names by language
 * @param record what one of the system's records is called, JSON as above
 * @param attempts how many there were since a person last revived it
 * @param revision 1 until its content was changed
 * @param errorClass the kind of its last error, such as {@code timeout}; null without one
 * @param settledBy who marked it as done or cancelled it; else null
 * @param held whether an older delivery of the same request and connector must be settled first
 * @param waitsFor names (JSON) of the connector whose delivery must come first; null when none
 * @param paused whether the connector is paused
 */
public record DeliveryRow(
    long id,
    String number,
    UUID requestId,
    String connector,
    String connectorName,
    String record,
    String eventType,
    int state,
    int attempts,
    int revision,
    Instant nextAttemptAt,
    String externalId,
    String externalUrl,
    String externalStatus,
    String lastError,
    String errorClass,
    String settledBy,
    Instant updatedAt,
    boolean held,
    String waitsFor,
    boolean paused)
    implements Serializable {

  public DeliveryState deliveryState() {
    return DeliveryState.of(state);
  }

  /** Whether "Retry" means something: it is dead, or it waits for a later time. */
  public boolean retryable() {
    return deliveryState() == DeliveryState.DEAD
        || deliveryState() == DeliveryState.DUE && attempts > 0 && !held && waitsFor == null;
  }
}
