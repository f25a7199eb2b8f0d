package org.guichet.portal.access;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeepSignedInTest {
  private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
  private static final Instant EXPIRY = NOON.plusSeconds(60);

  private final Map<String, Object> attributes = new ConcurrentHashMap<>();
  private final HttpSession session = session();
  private final AtomicInteger asked = new AtomicInteger();
  private Instant now = NOON;
  private Answer keycloak = old -> tokens(now.plusSeconds(60), "Camille Moreau");

  private final KeepSignedIn keepSignedIn =
      new KeepSignedIn(
          new IdentityProvider() {
            @Override
            Tokens refresh(Tokens old) throws SignInRefused {
              asked.incrementAndGet();
              return keycloak.to(old);
            }
          },
          new Clock() {
            @Override
            public Instant instant() {
              return now;
            }

            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }
          });

  interface Answer {
    Tokens to(Tokens old) throws SignInRefused;
  }

  @Test
  void freshTokenIsNotRenewed() {
    signedIn();
    assertThat(keepSignedIn.in(session)).isPresent();
    assertThat(asked).hasValue(0);
  }

  @Test
  void tokenNearItsEndIsRenewed() {
    signedIn();
    now = EXPIRY.minusSeconds(5);
    assertThat(keepSignedIn.in(session).orElseThrow().tokens().expiresAt())
        .isEqualTo(now.plusSeconds(60));
    assertThat(SignedIn.in(session).orElseThrow().claimsChanged()).isFalse();
  }

  @Test
  void requestsOfOneMomentRenewOnce() throws Exception {
    signedIn();
    now = EXPIRY;
    int many = 16;
    CountDownLatch together = new CountDownLatch(many);
    var pool = Executors.newFixedThreadPool(many);
    try {
      var requests =
          IntStream.range(0, many)
              .mapToObj(
                  i ->
                      pool.submit(
                          () -> {
                            together.countDown();
                            together.await();
                            return keepSignedIn.in(session);
                          }))
              .toList();
      for (var request : requests) {
        assertThat(request.get()).isPresent();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void refusalEndsTheSignIn() {
    signedIn();
    now = EXPIRY;
    keycloak =
        old -> {
          throw new SignInRefused("Session not active");
        };
    assertThat(keepSignedIn.in(session)).isEmpty();
  }

  @Test
  void absentKeycloakIsAskedAgainOnlyAfterAPause() {
    signedIn();
    now = EXPIRY;
    keycloak = away();
    assertThat(keepSignedIn.in(session)).isPresent();
    now = now.plusSeconds(1);
    assertThat(keepSignedIn.in(session)).isPresent();
    assertThat(asked).hasValue(1);
    now = now.plusSeconds(5);
    assertThat(keepSignedIn.in(session)).isPresent();
    assertThat(asked).hasValue(2);
  }

  @Test
  void graceForAnAbsentKeycloakEnds() {
    signedIn();
    keycloak = away();
    now = EXPIRY.plus(KeepSignedIn.GRACE);
    assertThat(keepSignedIn.in(session)).isPresent();
    now = now.plus(Duration.ofSeconds(5));
    assertThat(keepSignedIn.in(session)).isEmpty();
  }

  @Test
  void newClaimsAreMarkedForTheDirectory() {
    signedIn();
    now = EXPIRY;
    keycloak = old -> tokens(now.plusSeconds(60), "Camille Durand");
    assertThat(keepSignedIn.in(session).orElseThrow().claimsChanged()).isTrue();
    now = now.plusSeconds(60);
    assertThat(keepSignedIn.in(session).orElseThrow().claimsChanged()).isTrue();
  }

  @Test
  void tokensDoNotTellThemselves() {
    assertThat(SignedIn.now(UUID.randomUUID(), tokens(EXPIRY, "Camille")).toString())
        .doesNotContain("id-token", "refresh-token");
  }

  private static Answer away() {
    return old -> {
      throw new IdentityProviderAway("down");
    };
  }

  private void signedIn() {
    SignedIn.now(UUID.randomUUID(), tokens(EXPIRY, "Camille Moreau")).keepIn(session);
  }

  private static Tokens tokens(Instant expiresAt, String name) {
    Claims claims =
        new Claims(
            "issuer", "subject", "camille", name, "c@x.example", Set.of("customer"), Set.of());
    return new Tokens(claims, "sid", "id-token", "refresh-token", expiresAt);
  }

  private HttpSession session() {
    return (HttpSession)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {HttpSession.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getAttribute" -> attributes.get(arguments[0]);
                  case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                  default -> "an-id";
                });
  }
}
