package org.guichet.request;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.attachment.Attachment;
import org.guichet.catalogue.Form;
import org.guichet.conversation.TimelineEntry;
import org.guichet.invoice.Invoice;
import org.guichet.shared.LocalizedText;

/**
 * Everything that the page of one request shows to one viewer.
 *
 * @param version what a change of status must name
 * @param atDesk whether the viewer sees it as staff: with notes and deliveries in full, and may
 *     work on it
 * @param form the form that it was filed with
 * @param fields what was typed, by input of the form
 */
public record RequestView(
    UUID id,
    String number,
    long version,
    String subject,
    RequestStatus status,
    Priority priority,
    String typeKey,
    LocalizedText typeName,
    Form form,
    Map<String, String> fields,
    UUID requesterId,
    String requester,
    String requesterEmail,
    String organization,
    UUID assigneeId,
    String assignee,
    UUID teamId,
    String team,
    Instant submittedAt,
    Instant updatedAt,
    boolean atDesk,
    List<TimelineEntry> timeline,
    List<Ticket> strip,
    List<Invoice> invoices,
    List<Attachment> files)
    implements Serializable {}
