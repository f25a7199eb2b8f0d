package org.guichet.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.guichet.delivery.Secrets;
import org.guichet.notification.UnsubscribeTokens.Wish;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C10: what ends mails without a sign-in is signed, and does not last for ever. */
class UnsubscribeTokensTest {
  private static final UUID PERSON = UUID.randomUUID();
  private static final Set<NotificationKind> KINDS =
      Set.of(NotificationKind.STATUS, NotificationKind.MESSAGE);

  @TempDir private Path folder;
  private Path key;

  @BeforeEach
  void aMasterKey() throws IOException {
    key =
        Files.writeString(folder.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]));
  }

  private UnsubscribeTokens tokens(Duration later) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z").plus(later), ZoneOffset.UTC);
    return new UnsubscribeTokens(new Secrets(null, key), clock);
  }

  @Test
  void saysWhoWantsNoMoreMailsOfWhichKinds() {
    String token = tokens(Duration.ZERO).of(PERSON, KINDS);

    assertThat(tokens(Duration.ZERO).read(token)).contains(new Wish(PERSON, KINDS));
    assertThat(token).matches("[A-Za-z0-9_.-]+");
  }

  @Test
  void lastsHalfAYear() {
    String token = tokens(Duration.ZERO).of(PERSON, KINDS);

    assertThat(tokens(UnsubscribeTokens.VALID.minusDays(1)).read(token)).isPresent();
    assertThat(tokens(UnsubscribeTokens.VALID.plusDays(1)).read(token)).isEmpty();
  }

  @Test
  void oneThatIsMadeUpOrChangedSaysNothing() {
    String genuine = tokens(Duration.ZERO).of(PERSON, KINDS);
    String[] parts = genuine.split("\\.");
    String anothers =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((UUID.randomUUID() + " 99999999999 MESSAGE").getBytes());

    assertThat(tokens(Duration.ZERO).read(anothers + "." + parts[1])).isEmpty();
    assertThat(tokens(Duration.ZERO).read(parts[0] + "." + parts[0])).isEmpty();
    assertThat(tokens(Duration.ZERO).read(parts[0] + ".")).isEmpty();
    assertThat(tokens(Duration.ZERO).read(genuine + ".x")).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", ".", "a.b", "é.é", "not a token"})
  void whatIsNoTokenSaysNothing(String text) {
    assertThat(tokens(Duration.ZERO).read(text)).isEmpty();
  }
}
