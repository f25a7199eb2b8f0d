package org.guichet.customer;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.guichet.request.RequestStatus;

/** A request in the history of a person or an organization. */
public record CustomerRequest(
    UUID id,
    String number,
    String subject,
    RequestStatus status,
    String requester,
    String team,
    Instant updatedAt)
    implements Serializable {}
