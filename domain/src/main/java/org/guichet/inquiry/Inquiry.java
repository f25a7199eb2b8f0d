package org.guichet.inquiry;

import java.time.Duration;
import java.util.UUID;

/**
 * A question to a company system, as a page asks it.
 *
 * @param question which one of the connector's; empty for a probe
 * @param scope whose answers it brings: an organization's or a person's; null for a probe
 * @param person who asks
 * @param body JSON, as the connector's mapping is given it
 * @param limit how long the asker waits
 */
public record Inquiry(
    UUID id,
    InquiryVerb verb,
    int connectorId,
    String question,
    UUID scope,
    UUID person,
    String body,
    Duration limit) {
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

  /** Whether the connector reaches its system and is let in. */
  public static Inquiry probe(int connectorId, UUID person) {
    return new Inquiry(
        UUID.randomUUID(), InquiryVerb.PROBE, connectorId, "", null, person, "{}", PROBE_LIMIT);
  }
}
