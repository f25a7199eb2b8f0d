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
 * @param flow its key
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
    String flow,
    String mapping,
    int mappingVersion) {

  /**
   * Stable over retries of the same content. It carries the request's id because a restored or
   * emptied database counts deliveries from an earlier number again, and a system would answer an
   * old key with an old record.
   */
  public String idempotencyKey() {
    return requestId + "." + id + "." + revision;
  }
}
