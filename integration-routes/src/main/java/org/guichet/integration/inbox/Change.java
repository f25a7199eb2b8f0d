package org.guichet.integration.inbox;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.guichet.integration.shared.StorableText;
import org.guichet.shared.JsonText;

/**
 * One change, as Kamelets tell it.
 *
 * @param id what the system calls it; null for one that only names a record
 * @param at when it happened
 * @param message what it says; null when the record has to be read
 * @param externalId the record to read; null when there is a message
 */
record Change(String id, String at, String message, String externalId) {
  /** As much as a webhook may bring. */
  private static final int MOST_MESSAGE = 256 * 1024;

  /** Empty when it lacks something or cannot be kept. */
  static Optional<Change> of(JsonValue said) {
    if (!(said instanceof JsonObject json)) {
      return Optional.empty();
    }
    String message = json.get("message") instanceof JsonObject object ? object.toString() : null;
    String externalId =
        json.get("externalId") instanceof JsonNumber number
            ? number.toString()
            : JsonText.string(json, "externalId");
    Change change =
        new Change(JsonText.string(json, "id"), JsonText.string(json, "at"), message, externalId);
    boolean fits =
        message == null
            ? !json.containsKey("message") && StorableText.fits(externalId, StorableText.MOST_WORD)
            : StorableText.fits(change.id, StorableText.MOST_WORD)
                && StorableText.fits(message, MOST_MESSAGE);
    return fits && StorableText.fits(change.at, StorableText.MOST_WORD)
        ? Optional.of(change)
        : Optional.empty();
  }

  /** Where times are coarse two changes may have one id: then what they say tells them apart. */
  String messageId(Duration resolution) {
    return resolution.isZero() ? id : id + " " + hash(message);
  }

  /** What tells it from others that bring no message. */
  String key() {
    return externalId + "@" + at;
  }

  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
