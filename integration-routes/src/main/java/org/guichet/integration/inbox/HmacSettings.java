package org.guichet.integration.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a system signs what it pushes with an HMAC in a header.
 *
 * @param header that carries the signature
 * @param prefix before the signature, such as {@code sha256=}
 * @param base64 whether the signature is in base64, else hexadecimal
 * @param algorithm in Java's words
 * @param timestampHeader that carries the time of sending in seconds; null when none is sent
 * @param signed what is signed, such as <code>{timestamp}.{body}</code>
 */
record HmacSettings(
    String header,
    String prefix,
    boolean base64,
    String algorithm,
    String timestampHeader,
    String signed) {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String BODY = "{body}";
  private static final String TIMESTAMP = "{timestamp}";

  static HmacSettings of(JsonObject settings) {
    String timestamp = settings.getString("timestampHeader", null);
    String algorithm = settings.getString("algorithm", "sha256").toLowerCase(Locale.ROOT);
    return new HmacSettings(
        settings.getString("header", "X-Signature"),
        settings.getString("prefix", ""),
        settings.getString("encoding", "hex").equals("base64"),
        algorithm.equals("sha512") ? "HmacSHA512" : "HmacSHA256",
        timestamp,
        settings.getString("signed", timestamp == null ? BODY : TIMESTAMP + "." + BODY));
  }

  /** Why the push is refused; null when it is genuine and, if it says when it was sent, fresh. */
  String refusal(Push push, String secret, Instant now) {
    String given = push.header().apply(header);
    String timestamp = timestampHeader == null ? "" : push.header().apply(timestampHeader);
    if (given == null || timestamp == null) {
      return "missing header";
    }
    if (timestampHeader != null && !timestamp.matches("\\d{1,12}")) {
      return "malformed header";
    }
    // The signature first: only the owner of the secret may learn what we think of his clock.
    if (!isSigned(given, mac(push.body(), timestamp, secret))) {
      return "wrong signature";
    }
    return timestampHeader != null && isStale(timestamp, now) ? "stale timestamp" : null;
  }

  private boolean isSigned(String given, byte[] mac) {
    String encoded =
        base64 ? Base64.getEncoder().encodeToString(mac) : HexFormat.of().formatHex(mac);
    String comparable = base64 ? given.strip() : given.strip().toLowerCase(Locale.ROOT);
    String expected = base64 ? prefix + encoded : (prefix + encoded).toLowerCase(Locale.ROOT);
    return MessageDigest.isEqual(expected.getBytes(UTF_8), comparable.getBytes(UTF_8));
  }

  private byte[] mac(byte[] body, String timestamp, String secret) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.strip().getBytes(UTF_8), algorithm));
      return mac.doFinal(signedBytes(body, timestamp));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** The body's bytes as they came: they may be no text. */
  private byte[] signedBytes(byte[] body, String timestamp) {
    int at = signed.indexOf(BODY);
    String before = at < 0 ? signed : signed.substring(0, at);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(before.replace(TIMESTAMP, timestamp).getBytes(UTF_8));
    if (at >= 0) {
      bytes.writeBytes(body);
      String after = signed.substring(at + BODY.length());
      bytes.writeBytes(after.replace(TIMESTAMP, timestamp).getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static boolean isStale(String timestamp, Instant now) {
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0;
  }
}
