package org.guichet.integration.inbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A message signed after Standard Webhooks 1.0: HMAC-SHA256 over {@code id.timestamp.body}.
 *
 * @param id the same for every repeat of the message
 * @param timestamp seconds since 1970, of this sending
 * @param signatures one or, while a secret is being changed, several, separated by spaces
 * @param body the bytes as they came
 */
record StandardWebhook(String id, String timestamp, String signatures, byte[] body) {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int MOST_ID = 200;

  /**
   * Why it is refused; null when it is genuine and fresh.
   *
   * @param secret {@code whsec_} and the key in base64
   */
  String refusal(String secret, Instant now) {
    if (isBlank(id) || isBlank(timestamp) || isBlank(signatures)) {
      return "missing header";
    }
    if (id.length() > MOST_ID || !timestamp.matches("\\d{1,12}")) {
      return "malformed header";
    }
    // The signature first: only the owner of the secret may learn what we think of his clock.
    if (!isSigned(secret)) {
      return "wrong signature";
    }
    Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now).abs();
    return age.compareTo(TOLERANCE) > 0 ? "stale timestamp" : null;
  }

  private boolean isSigned(String secret) {
    byte[] expected = sign(secret);
    boolean signed = false;
    for (String signature : signatures.split(" ")) {
      if (signature.startsWith("v1,")) {
        byte[] given = signature.substring(3).getBytes(StandardCharsets.US_ASCII);
        signed |= MessageDigest.isEqual(expected, given);
      }
    }
    return signed;
  }

  private byte[] sign(String secret) {
    try {
      byte[] key = Base64.getDecoder().decode(secret.strip().replaceFirst("^whsec_", ""));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encode(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private static boolean isBlank(String text) {
    return text == null || text.isBlank();
  }
}
