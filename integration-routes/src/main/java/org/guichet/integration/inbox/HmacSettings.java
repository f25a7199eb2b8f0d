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
 * @param idHeader that carries the number of the push; null when none is sent
 * @param signed what is signed, such as <code>{timestamp}.{body}</code>, <code>{id}</code> as well
 */
record HmacSettings(
    String header,
    String prefix,
    boolean base64,
    String algorithm,
    String timestampHeader,
    String idHeader,
    String signed) {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String BODY = "{body}";
  private static final String TIMESTAMP = "{timestamp}";
  private static final String ID = "{id}";

  static HmacSettings of(JsonObject settings) {
    String timestamp = settings.getString("timestampHeader", null);
    String algorithm = settings.getString("algorithm", "sha256").toLowerCase(Locale.ROOT);
    return new HmacSettings(
        settings.getString("header", "X-Signature"),
        settings.getString("prefix", ""),
        settings.getString("encoding", "hex").equals("base64"),
        algorithm.equals("sha512") ? "HmacSHA512" : "HmacSHA256",
        timestamp,
        settings.getString("idHeader", null),
        settings.getString("signed", timestamp == null ? BODY : TIMESTAMP + "." + BODY));
  }

  boolean isIdSigned() {
    return idHeader != null && signed.contains(ID);
  }

  /** Why the push is refused; null when it is genuine and, if it says when it was sent, fresh. */
  String refusal(Push push, String secret, Instant now) {
    if (timestampHeader != null && !signed.contains(TIMESTAMP)) {
      return "time not signed"; // anybody could send a captured push as if it were of today
    }
    String given = push.header().apply(header);
    String id = isIdSigned() ? push.header().apply(idHeader) : "";
    String timestamp = timestampHeader == null ? "" : push.header().apply(timestampHeader);
    if (given == null || timestamp == null || id == null) {
      return "missing header";
    }
    if (timestampHeader != null && !timestamp.matches("\\d{1,12}")) {
      return "malformed header";
    }
    // The signature first: only the owner of the secret may learn what we think of his clock.
    if (!isSigned(given, mac(push.body(), timestamp, id, secret))) {
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

  private byte[] mac(byte[] body, String timestamp, String id, String secret) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.strip().getBytes(UTF_8), algorithm));
      return mac.doFinal(signedBytes(body, timestamp, id));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** The body's bytes as they came: they may be no text. */
  private byte[] signedBytes(byte[] body, String timestamp, String id) {
    int at = signed.indexOf(BODY);
    String before = at < 0 ? signed : signed.substring(0, at);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(filled(before, timestamp, id));
    if (at >= 0) {
      bytes.writeBytes(body);
      bytes.writeBytes(filled(signed.substring(at + BODY.length()), timestamp, id));
    }
    return bytes.toByteArray();
  }

  private static byte[] filled(String part, String timestamp, String id) {
    return part.replace(TIMESTAMP, timestamp).replace(ID, id).getBytes(UTF_8);
  }

  private static boolean isStale(String timestamp, Instant now) {
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(sent, now).abs().compareTo(TOLERANCE) > 0;
  }
}
