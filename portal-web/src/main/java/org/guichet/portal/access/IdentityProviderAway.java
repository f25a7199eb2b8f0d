package org.guichet.portal.access;

/**
 * Keycloak does not answer, or not with what it should. Nobody can sign in until it does; who is
 * signed in stays a while.
 */
public class IdentityProviderAway extends RuntimeException {
  IdentityProviderAway(String reason) {
    super(reason);
  }

  IdentityProviderAway(String reason, Throwable cause) {
    super(reason, cause);
  }
}
