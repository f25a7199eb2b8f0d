package org.guichet.work;

import java.io.Serializable;
import java.util.UUID;
import org.guichet.request.RequestStatus;

/**
 * Another request that belongs to the one looked at, and that the viewer sees.
 *
 * @param outgoing whether the kind reads from the one looked at to this one
 */
public record LinkedRequest(
    UUID id, String number, String subject, RequestStatus status, LinkKind kind, boolean outgoing)
    implements Serializable {}
