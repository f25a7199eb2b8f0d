package org.guichet.delivery;

import java.util.UUID;

/**
 * A delivery that this node has leased, with all it needs to be sent.
 *
 * @param number the request's number, our reference in the system
 * @param attempt 1 for the first
 * @param revision 1 until its content was changed
 * @param repeated whether an earlier attempt may have reached the system without our knowing
 * @param payload the event, JSON
 * @param references the request's numbers in the systems by connector key, JSON
 * @param mapping jq
 */
public record ClaimedDelivery(
    long id,
    int connectorId,
    UUID requestId,
    String number,
    int attempt,
    int revision,
    boolean repeated,
    String payload,
    String references,
    String mapping,
    int mappingVersion) {

  /** Stable over retries of the same content. */
  public String idempotencyKey() {
    return id + "." + revision;
  }
}
