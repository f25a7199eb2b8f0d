package org.guichet.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guichet.delivery.Secrets;

/**
 * What a mail carries so that its reader, or his mail program for him, can end mails of its kind
 * without signing in (RFC 8058). Signed: whoever has one can do that for that person and nothing
 * else.
 */
@ApplicationScoped
public class UnsubscribeTokens {
  /** Mails are read late, and kept. */
  static final Duration VALID = Duration.ofDays(180);

  /** 128 bits. */
  private static final int SIGNATURE_BYTES = 16;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private Secrets secrets;
  private Clock clock;

  protected UnsubscribeTokens() {}

  @Inject
  public UnsubscribeTokens(Secrets secrets) {
    this(secrets, Clock.systemUTC());
  }

  UnsubscribeTokens(Secrets secrets, Clock clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /** Who wants no more mails, and of which kinds. */
  public record Wish(UUID person, Set<NotificationKind> kinds) {}

  /** A token for mails of these kinds to that person. */
  String of(UUID person, Collection<NotificationKind> kinds) {
    String said =
        person
            + " "
            + clock.instant().plus(VALID).getEpochSecond()
            + " "
            + new TreeSet<>(kinds).stream().map(Enum::name).collect(Collectors.joining(" "));
    byte[] bytes = said.getBytes(UTF_8);
    return ENCODER.encodeToString(bytes) + "." + ENCODER.encodeToString(sign(bytes));
  }

  /** What a token says; empty when it was not made here, or is too old. */
  public Optional<Wish> read(String token) {
    try {
      String[] parts = token == null ? new String[0] : token.split("\\.", -1);
      byte[] said = Base64.getUrlDecoder().decode(parts.length == 2 ? parts[0] : "");
      byte[] signature = Base64.getUrlDecoder().decode(parts.length == 2 ? parts[1] : "");
      return MessageDigest.isEqual(signature, sign(said)) ? wish(said) : Optional.empty();
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private Optional<Wish> wish(byte[] said) {
    String[] words = new String(said, UTF_8).split(" ");
    Instant until = Instant.ofEpochSecond(Long.parseLong(words[1]));
    Set<NotificationKind> kinds =
        Arrays.stream(words, 2, words.length)
            .map(NotificationKind::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    return clock.instant().isAfter(until)
        ? Optional.empty()
        : Optional.of(new Wish(UUID.fromString(words[0]), kinds));
  }

  private byte[] sign(byte[] said) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secrets.derive("unsubscribe"), "HmacSHA256"));
      return Arrays.copyOf(mac.doFinal(said), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
