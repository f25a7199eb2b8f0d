package org.guichet.conversation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guichet.delivery.Secrets;

/**
 * Addresses to which somebody may reply by mail about one request: {@code reply+<token>@…}, where
 * the mailbox before the sign is whichever the company reads. The token names the request and is
 * signed for one person, so that nobody makes one up for a request of others. Lower case only: mail
 * systems fold the case of addresses.
 */
@ApplicationScoped
public class ReplyTokens {
  private static final Pattern NUMBER = Pattern.compile("R-(\\d{4})-(\\d{1,9})");
  private static final Pattern ADDRESS =
      Pattern.compile("[^+@]+\\+(\\d{4})-(\\d{1,9})-([0-9a-z]{1,25})@.+", Pattern.CASE_INSENSITIVE);

  /** 120 bits. */
  private static final int SIGNATURE_BYTES = 15;

  private Secrets secrets;

  protected ReplyTokens() {}

  @Inject
  public ReplyTokens(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * What an address says.
   *
   * @param number of the request
   */
  public record Claim(String number, String signature) {}

  /** The token for that person about that request. */
  public String of(String number, UUID request, UUID person) {
    Matcher parts = NUMBER.matcher(number);
    if (!parts.matches()) {
      throw new IllegalArgumentException(number);
    }
    return parts.group(1) + "-" + parts.group(2) + "-" + sign(request, person);
  }

  /** What an address claims; empty when it is none of ours. */
  public static Optional<Claim> claimed(String address) {
    Matcher parts = ADDRESS.matcher(address.strip());
    return parts.matches()
        ? Optional.of(
            new Claim(
                "R-" + parts.group(1) + "-" + parts.group(2),
                parts.group(3).toLowerCase(java.util.Locale.ROOT)))
        : Optional.empty();
  }

  /** Whether the claim was made out by us for that person about that request. */
  public boolean isGenuine(Claim claim, UUID request, UUID person) {
    return MessageDigest.isEqual(
        claim.signature().getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        sign(request, person).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private String sign(UUID request, UUID person) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secrets.derive("reply address"), "HmacSHA256"));
      mac.update(bytes(request));
      byte[] full = mac.doFinal(bytes(person));
      byte[] kept = java.util.Arrays.copyOf(full, SIGNATURE_BYTES);
      return new BigInteger(1, kept).toString(Character.MAX_RADIX);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(Long.BYTES * 2)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }
}
