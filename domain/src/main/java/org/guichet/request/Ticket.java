package org.guichet.request;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.guichet.delivery.DeliveryRow;
import org.guichet.shared.LocalizedText;

/**
 * One ticket of the delivery strip: where a request stands in one company system.
 *
 * @param connector its key
 * @param record what one of its records is called, such as "Ticket"
 * @param state of the delivery that matters most: the first one that is not done, else the last
 * @param word the system's own word for the record, as people read it; null when none is known
 * @param rawWord the system's own word when the status map does not know it; null else
 * @param after the name of the system that must have it first; null when none
 * @param deliveries all deliveries of the request to that system, oldest first; for staff
 */
public record Ticket(
    String connector,
    LocalizedText name,
    LocalizedText record,
    TicketState state,
    String externalId,
    String externalUrl,
    LocalizedText word,
    String rawWord,
    LocalizedText after,
    Instant nextAttemptAt,
    int attempts,
    String lastError,
    Instant since,
    List<DeliveryRow> deliveries)
    implements Serializable {}
