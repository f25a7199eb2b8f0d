package org.guichet.portal.access;

import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;

/**
 * A sign-in under way in one tab: what was sent to Keycloak, what its answer must match, and where
 * to go then.
 */
record PendingSignIn(String state, String nonce, String verifier, String returnTo) {
  static PendingSignIn to(String returnTo) {
    return new PendingSignIn(
        new State(16).getValue(),
        new Nonce(16).getValue(),
        new CodeVerifier().getValue(),
        returnTo);
  }
}
