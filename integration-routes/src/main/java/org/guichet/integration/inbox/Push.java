package org.guichet.integration.inbox;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.guichet.inbox.Hook;
import org.guichet.integration.shared.StorableText;
import org.guichet.shared.JsonText;

/**
 * Something that was pushed at one of our doors.
 *
 * @param header the value of a header; null when it did not come
 * @param body the bytes as they came
 */
record Push(UnaryOperator<String> header, byte[] body) {

  /**
   * Why it is refused; null when it is what the door asks for.
   *
   * @param secret null for a door that asks for none
   */
  String refusal(Hook hook, String secret, Instant now) {
    JsonObject settings = JsonText.object(hook.settings());
    return switch (hook.kind()) {
      case STANDARD ->
          new StandardWebhook(
                  header.apply("webhook-id"),
                  header.apply("webhook-timestamp"),
                  header.apply("webhook-signature"),
                  body)
              .refusal(secret, now);
      case HMAC -> HmacSettings.of(settings).refusal(this, secret, now);
      case TOKEN -> isToken(settings, secret) ? null : "wrong token";
      case UNSIGNED -> null;
      case NONE -> "no door";
    };
  }

  private boolean isToken(JsonObject settings, String secret) {
    String given = header.apply(settings.getString("header", "Authorization"));
    String expected = settings.getString("prefix", "") + secret.strip();
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * What the system calls it: by the header that the door names, else by what it says and when. A
   * repeat has the same. Null when it says neither: two that are equal may be one or two.
   */
  String id(Hook hook) {
    JsonObject settings = JsonText.object(hook.settings());
    String name =
        hook.kind() == Hook.Kind.STANDARD ? "webhook-id" : settings.getString("idHeader", null);
    String id = name == null ? null : header.apply(name);
    if (StorableText.fits(id, StorableText.MOST_WORD)) {
      return id;
    }
    String at = sentAt(settings);
    return at == null ? null : "body " + hash(at);
  }

  /**
   * Stands for what was signed, where that is less than the number: whoever has seen a push could
   * send it once more under another. Null when the number is signed, or no time is: then a copy and
   * a second push look alike.
   */
  String proof(Hook hook) {
    JsonObject settings = JsonText.object(hook.settings());
    if (hook.kind() != Hook.Kind.HMAC || HmacSettings.of(settings).isIdSigned()) {
      return null;
    }
    String at = sentAt(settings);
    return at == null ? null : hash(at);
  }

  private String sentAt(JsonObject settings) {
    String timestamp = settings.getString("timestampHeader", null);
    return timestamp == null ? null : header.apply(timestamp);
  }

  private String hash(String at) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(at.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest.digest(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
