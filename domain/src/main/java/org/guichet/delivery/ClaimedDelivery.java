package org.guichet.delivery;

import java.util.UUID;

/**
 * A delivery that this node has leased, with all it needs to be sent.
 *
 * <p>Its content is what the mapping makes of payload and references, or what a person wrote. All
 * of that stays the same over the attempts of one revision, whatever becomes of the flow meanwhile.
 *
 * @param number the request's number, our reference in the system
 * @param attempt 1 for the first of those that count: a person who revives it gives it new ones
 * @param revision 1 until its content was changed
 * @param repeated whether an earlier attempt may have reached the system without our knowing
 * @param payload the event, JSON
 * @param references the request's numbers in the systems by connector key, {@code {"crm":
 *     {"externalId", "externalUrl"}}}, as they were at the first attempt
 * @param flow its key
 * @param mapping jq
 * @param tries how often it was claimed in all: the number under which its attempt is written down
 * @param body what to send instead of what the mapping yields; null unless a person wrote it
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
    int mappingVersion,
    int tries,
    String body) {

  /**
   * Stable over retries of the same content. It carries the request's id because a restored or
   * emptied database counts deliveries from an earlier number again, and a system would answer an
   * old key with an old record.
   */
  public String idempotencyKey() {
    return requestId + "." + id + "." + revision;
  }
}
