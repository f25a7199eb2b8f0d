package org.guichet.portal.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpSession;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Renews a sign-in when its access token is near its end, once however many requests ask at the
 * same time. A refusal ends the sign-in. When Keycloak is away the sign-in lives on for {@link
 * #GRACE}: a restart of Keycloak must not throw everybody out.
 */
@ApplicationScoped
class KeepSignedIn {
  static final Duration GRACE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Logger LOG = System.getLogger(KeepSignedIn.class.getName());

  private final Object[] locks = Stream.generate(Object::new).limit(64).toArray();
  private IdentityProvider keycloak;
  private Clock clock;

  protected KeepSignedIn() {}

  @Inject
  KeepSignedIn(IdentityProvider keycloak) {
    this(keycloak, Clock.systemUTC());
  }

  KeepSignedIn(IdentityProvider keycloak, Clock clock) {
    this.keycloak = keycloak;
    this.clock = clock;
  }

  /** The sign-in of this session, fresh enough to be trusted; empty when there is none any more. */
  Optional<SignedIn> in(HttpSession session) {
    Optional<SignedIn> known = SignedIn.in(session);
    if (known.isEmpty() || !known.get().isDue(clock.instant())) {
      return known;
    }
    synchronized (locks[Math.floorMod(session.getId().hashCode(), locks.length)]) {
      Optional<SignedIn> latest = SignedIn.in(session);
      return latest.isPresent() && latest.get().isDue(clock.instant())
          ? renew(latest.get(), session)
          : latest;
    }
  }

  private Optional<SignedIn> renew(SignedIn old, HttpSession session) {
    try {
      return Optional.of(old.refreshed(keycloak.refresh(old.tokens())).keepIn(session));
    } catch (SignInRefused refused) {
      LOG.log(Level.INFO, "Sign-in of {0} has ended: {1}", old.personId(), refused.getMessage());
      return Optional.empty();
    } catch (IdentityProviderAway away) {
      Instant now = clock.instant();
      boolean graceOver = now.isAfter(old.tokens().expiresAt().plus(GRACE));
      LOG.log(Level.WARNING, "A sign-in could not be renewed: {0}", away.getMessage());
      return graceOver
          ? Optional.empty()
          : Optional.of(old.askAgainAt(now.plus(PAUSE)).keepIn(session));
    }
  }
}
