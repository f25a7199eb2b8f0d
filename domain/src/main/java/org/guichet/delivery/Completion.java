package org.guichet.delivery;

import java.time.Instant;

/**
 * The end of one attempt, as the dispatcher tells it to the ledger.
 *
 * @param outcome what it means for the delivery
 * @param receipt for CONFIRMED, else null
 * @param nextAttemptAt for RETRY, else null
 * @param connectorVersion for PAUSE which version of the connector was used, else null: one that
 *     was changed meanwhile does not pause
 */
public record Completion(
    ClaimedDelivery delivery,
    Outcome outcome,
    AttemptRecord attempt,
    Receipt receipt,
    Instant nextAttemptAt,
    Integer connectorVersion) {

  /** What the end of an attempt means. */
  public enum Outcome {
    CONFIRMED,
    /** Tried again at its time. */
    RETRY,
    /** Refused for good, or out of attempts. */
    DEAD,
    /** The credentials were refused: the connector pauses, the attempt does not count. */
    PAUSE
  }

  public static Completion confirmed(
      ClaimedDelivery delivery, AttemptRecord attempt, Receipt receipt) {
    return new Completion(delivery, Outcome.CONFIRMED, attempt, receipt, null, null);
  }

  public static Completion retry(
      ClaimedDelivery delivery, AttemptRecord attempt, Instant nextAttemptAt) {
    return new Completion(delivery, Outcome.RETRY, attempt, null, nextAttemptAt, null);
  }

  public static Completion dead(ClaimedDelivery delivery, AttemptRecord attempt) {
    return new Completion(delivery, Outcome.DEAD, attempt, null, null, null);
  }

  public static Completion pause(
      ClaimedDelivery delivery, AttemptRecord attempt, int connectorVersion) {
    return new Completion(delivery, Outcome.PAUSE, attempt, null, null, connectorVersion);
  }
}
