package org.guichet.integration.connector;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What travels with a call beside its body.
 *
 * @param idempotencyKey stable over repeats of the same content; null for calls that only read
 * @param repeated whether an earlier call may have reached the system without our knowing
 * @param traceId 16 random bytes in hexadecimal: names the attempt here, and at a system that keeps
 *     traces
 * @param reference number of the request; null where a call concerns none
 * @param externalId where the request lives in this system; null while it does not
 */
public record Envelope(
    String idempotencyKey, boolean repeated, String traceId, String reference, String externalId) {
  /** For a call that concerns no request of ours. */
  public Envelope(String idempotencyKey, boolean repeated, String traceId) {
    this(idempotencyKey, repeated, traceId, null, null);
  }

  /** For a call that changes nothing. */
  public static Envelope reading() {
    return new Envelope(null, false, newTraceId());
  }

  /** The same call once more, when an earlier try may have got somewhere. */
  Envelope again() {
    return new Envelope(idempotencyKey, true, traceId, reference, externalId);
  }

  public static String newTraceId() {
    return random(16);
  }

  /** The header of W3C Trace Context. */
  String traceparent() {
    return "00-" + traceId + "-" + random(8) + "-01";
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    ThreadLocalRandom.current().nextBytes(random); // a name, not a secret
    return HexFormat.of().formatHex(random);
  }
}
