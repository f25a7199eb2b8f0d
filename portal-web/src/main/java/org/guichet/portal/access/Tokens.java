package org.guichet.portal.access;

import java.io.Serializable;
import java.time.Instant;

/**
 * One answer of Keycloak's token endpoint, checked. Its text says nothing: records like to end up
 * in logs.
 */
record Tokens(Claims claims, String sid, String idToken, String refreshToken, Instant expiresAt)
    implements Serializable {
  @Override
  public String toString() {
    return "Tokens[until " + expiresAt + "]";
  }
}
