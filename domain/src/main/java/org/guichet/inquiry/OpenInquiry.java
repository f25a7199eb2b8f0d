package org.guichet.inquiry;

import java.time.Duration;
import java.util.UUID;

/**
 * A question as the node that answers it has it.
 *
 * @param mapping jq from the body to what the Kamelet is asked; null when the connector knows no
 *     such question
 * @param left until its deadline
 */
public record OpenInquiry(
    UUID id,
    InquiryVerb verb,
    int connectorId,
    String question,
    UUID scope,
    String body,
    String mapping,
    Duration left) {}
