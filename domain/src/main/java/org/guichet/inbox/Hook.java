package org.guichet.inbox;

/**
 * The door of a connector for what its system pushes.
 *
 * @param connector its key
 * @param kind how a push is proven genuine
 * @param settings JSON: header, prefix, encoding, algorithm, timestampHeader, signed, idHeader
 * @param secret id of the secret; null for a system that signs nothing
 * @param wakeUp jq from a push to {@code {externalId}}: the push only says that the record is to be
 *     read; null when the push is the message itself
 */
public record Hook(
    int connectorId, String connector, Kind kind, String settings, String secret, String wakeUp) {

  /** How a push is proven genuine. */
  public enum Kind {
    /** Signed after Standard Webhooks. */
    STANDARD,
    /** HMAC of the body in a header. */
    HMAC,
    /** The secret itself in a header. */
    TOKEN,
    /** Not at all: anybody may wake us up, nobody is believed. */
    UNSIGNED,
    /** There is no door. */
    NONE
  }

  /**
   * Whether anything may come in: a kind that proves needs its secret, one that does not the jq.
   */
  boolean isOpen() {
    return switch (kind) {
      case STANDARD, HMAC, TOKEN -> secret != null;
      case UNSIGNED -> wakeUp != null;
      case NONE -> false;
    };
  }
}
