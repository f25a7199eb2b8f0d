package org.guichet.portal.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A person's sign-in, kept in the HTTP session under one name and replaced as a whole.
 *
 * @param refreshAt when Keycloak is to be asked again
 * @param claimsChanged Keycloak told something new, which the directory does not know yet
 */
record SignedIn(UUID personId, Tokens tokens, Instant refreshAt, boolean claimsChanged)
    implements Serializable {
  private static final String ATTRIBUTE = "guichet.signedIn";
  private static final Duration AHEAD = Duration.ofSeconds(10);

  static SignedIn now(UUID personId, Tokens tokens) {
    return new SignedIn(personId, tokens, tokens.expiresAt().minus(AHEAD), false);
  }

  static Optional<SignedIn> in(HttpServletRequest request) {
    return Optional.ofNullable(request.getSession(false)).flatMap(SignedIn::in);
  }

  static Optional<SignedIn> in(HttpSession session) {
    try {
      return Optional.ofNullable((SignedIn) session.getAttribute(ATTRIBUTE));
    } catch (IllegalStateException endedMeanwhile) {
      return Optional.empty();
    }
  }

  SignedIn keepIn(HttpSession session) {
    session.setAttribute(ATTRIBUTE, this);
    return this;
  }

  boolean isDue(Instant now) {
    return !now.isBefore(refreshAt);
  }

  SignedIn refreshed(Tokens fresh) {
    return new SignedIn(
        personId,
        fresh,
        fresh.expiresAt().minus(AHEAD),
        claimsChanged || !fresh.claims().equals(tokens.claims()));
  }

  SignedIn askAgainAt(Instant later) {
    return new SignedIn(personId, tokens, later, claimsChanged);
  }

  SignedIn claimsKnown() {
    return new SignedIn(personId, tokens, refreshAt, false);
  }
}
