package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guichet.delivery.Secrets;

/**
 * The addresses that answers to our mails go to: {@code portal+r-2026-000001.<signature>@…}, one
 * for each request. Whoever writes to it has seen a mail of ours about that request; who he is, it
 * does not say. Kamelets know it as {@code #replyAddresses}.
 */
@ApplicationScoped
@Named("replyAddresses")
public class ReplyAddresses {
  private static final String PURPOSE = "reply address";

  /** 80 bits: nobody guesses that, and the part before the @ stays within its 64 characters. */
  private static final int SIGNATURE_BYTES = 10;

  private static final Pattern SIGNED =
      Pattern.compile("[^+@]+\\+([a-z0-9-]{1,40})\\.([0-9a-f]{20})@[^@]+");

  private Secrets secrets;

  protected ReplyAddresses() {}

  @Inject
  public ReplyAddresses(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * The address for answers about a request.
   *
   * @param mailbox the mailbox that is read, such as {@code portal@example.com}; its server must
   *     deliver what has a plus sign and more behind its name (subaddressing, RFC 5233)
   * @param number of the request
   */
  public String of(String mailbox, String number) {
    int at = mailbox.lastIndexOf('@');
    String tag = number.toLowerCase(Locale.ROOT);
    return mailbox.substring(0, at) + "+" + tag + "." + signature(tag) + mailbox.substring(at);
  }

  /** The number of the request that the address is for; empty when it is not one of ours. */
  public Optional<String> request(String address) {
    // Mail programs may write addresses in capitals, so the signature must not depend on them.
    Matcher signed = SIGNED.matcher(address.strip().toLowerCase(Locale.ROOT));
    return signed.matches() && isGenuine(signed.group(1), signed.group(2))
        ? Optional.of(signed.group(1).toUpperCase(Locale.ROOT))
        : Optional.empty();
  }

  private boolean isGenuine(String tag, String signature) {
    return MessageDigest.isEqual(
        signature(tag).getBytes(StandardCharsets.US_ASCII),
        signature.getBytes(StandardCharsets.US_ASCII));
  }

  private String signature(String tag) {
    return HexFormat.of().formatHex(secrets.sign(PURPOSE, tag), 0, SIGNATURE_BYTES);
  }
}
