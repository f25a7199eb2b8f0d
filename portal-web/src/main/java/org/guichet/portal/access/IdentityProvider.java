package org.guichet.portal.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;

/**
 * The conversation with Keycloak: what we ask, and what of its answers we believe. Holds nothing
 * about a person.
 */
@ApplicationScoped
class IdentityProvider {
  private static final int PATIENCE_MILLIS = 4_000;
  private static final Scope SCOPE = new Scope("openid", "profile", "email", "organization:*");

  private Discovery discovery;
  private OidcClient client;
  private PortalAddress portal;

  protected IdentityProvider() {}

  @Inject
  IdentityProvider(Discovery discovery, OidcClient client, PortalAddress portal) {
    this.discovery = discovery;
    this.client = client;
    this.portal = portal;
  }

  /** Where the browser goes to sign in. */
  URI signInAddress(PendingSignIn pending) {
    return new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, client.id(), callback())
        .endpointURI(discovery.found().metadata().getAuthorizationEndpointURI())
        .state(new State(pending.state()))
        .nonce(new Nonce(pending.nonce()))
        .codeChallenge(new CodeVerifier(pending.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /** Where the browser goes to end the sign-in at Keycloak too; it comes back to our home page. */
  URI signOutAddress(String idToken) {
    URI endpoint = discovery.found().metadata().getEndSessionEndpointURI();
    try {
      JWT hint = JWTParser.parse(idToken);
      return new LogoutRequest(endpoint, hint, null, client.id(), portal.at("/"), null, null)
          .toURI();
    } catch (java.text.ParseException impossible) {
      throw new IllegalStateException("The ID token was read before", impossible);
    }
  }

  /**
   * Exchanges the code of the callback for tokens, when the answer is Keycloak's and belongs to
   * this sign-in.
   */
  Tokens redeem(AuthenticationSuccessResponse answer, PendingSignIn pending) throws SignInRefused {
    boolean namesItself = discovery.found().metadata().supportsAuthorizationResponseIssuerParam();
    if (answer.getIssuer() == null ? namesItself : !answer.getIssuer().equals(client.issuer())) {
      throw new SignInRefused("The answer names another issuer");
    }
    AuthorizationCode code = answer.getAuthorizationCode();
    if (code == null) {
      throw new SignInRefused("The answer holds no code");
    }
    CodeVerifier verifier = new CodeVerifier(pending.verifier());
    return tokens(
        new AuthorizationCodeGrant(code, callback(), verifier), new Nonce(pending.nonce()));
  }

  /**
   * Asks for new tokens. Refused when the person signed out, was disabled, or the sign-in became
   * too old.
   */
  Tokens refresh(Tokens old) throws SignInRefused {
    Tokens fresh = tokens(new RefreshTokenGrant(new RefreshToken(old.refreshToken())), null);
    if (!fresh.claims().subject().equals(old.claims().subject())) {
      throw new SignInRefused("The new tokens are somebody else's");
    }
    return fresh;
  }

  /** Reads Keycloak's message that a sign-in has ended. */
  LogoutTokenClaimsSet readLogoutToken(String token) throws SignInRefused {
    try {
      return discovery.found().logoutTokens().validate(JWTParser.parse(token));
    } catch (RemoteKeySourceException e) {
      throw new IdentityProviderAway("Keycloak's keys cannot be read", e);
    } catch (java.text.ParseException | BadJOSEException | JOSEException e) {
      throw new SignInRefused("Not a logout token of ours: " + e.getMessage());
    }
  }

  private Tokens tokens(AuthorizationGrant grant, Nonce nonce) throws SignInRefused {
    OIDCTokens tokens = ask(grant).getOIDCTokens();
    JWT idToken = tokens.getIDToken();
    if (idToken == null || tokens.getRefreshToken() == null) {
      throw new SignInRefused("The answer lacks an ID token or a refresh token");
    }
    IDTokenClaimsSet claims = checked(idToken, nonce);
    return new Tokens(
        Claims.of(claims),
        claims.getStringClaim("sid"),
        tokens.getIDTokenString(),
        tokens.getRefreshToken().getValue(),
        Instant.now().plusSeconds(tokens.getAccessToken().getLifetime()));
  }

  private IDTokenClaimsSet checked(JWT idToken, Nonce nonce) throws SignInRefused {
    try {
      return discovery.found().idTokens().validate(idToken, nonce);
    } catch (RemoteKeySourceException e) {
      throw new IdentityProviderAway("Keycloak's keys cannot be read", e);
    } catch (BadJOSEException | JOSEException e) {
      throw new SignInRefused("Not an ID token of ours: " + e.getMessage());
    }
  }

  private OIDCTokenResponse ask(AuthorizationGrant grant) throws SignInRefused {
    URI endpoint = discovery.found().metadata().getTokenEndpointURI();
    try {
      HTTPRequest request =
          new TokenRequest.Builder(endpoint, client.credentials(), grant).build().toHTTPRequest();
      request.setConnectTimeout(PATIENCE_MILLIS);
      request.setReadTimeout(PATIENCE_MILLIS);
      TokenResponse answer = OIDCTokenResponseParser.parse(request.send());
      if (answer.indicatesSuccess()) {
        return (OIDCTokenResponse) answer.toSuccessResponse();
      }
      var error = answer.toErrorResponse().getErrorObject();
      if (OAuth2Error.INVALID_GRANT.equals(error)) {
        throw new SignInRefused("Keycloak refuses: " + error.getDescription());
      }
      throw new IdentityProviderAway("Keycloak's token endpoint answers " + error.getCode());
    } catch (IOException | ParseException e) {
      throw new IdentityProviderAway("Keycloak's token endpoint does not answer", e);
    }
  }

  private URI callback() {
    return portal.at("/callback");
  }
}
