package org.guichet.portal.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;

/**
 * Keycloak's description of itself, read when first needed and then kept. The portal may start
 * before Keycloak does: as long as it was not found, each sign-in asks again.
 */
@ApplicationScoped
class Discovery {
  private static final int PATIENCE_MILLIS = 4_000;
  private static final int LONGEST_KEY_LIST = 100_000;

  private OidcClient client;
  private volatile Provider provider;

  protected Discovery() {}

  @Inject
  Discovery(OidcClient client) {
    this.client = client;
  }

  Provider found() {
    Provider known = provider;
    if (known == null) {
      known = ask();
      provider = known;
    }
    return known;
  }

  private Provider ask() {
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.resolve(client.issuer(), PATIENCE_MILLIS, PATIENCE_MILLIS);
      return Provider.of(metadata, client.id());
    } catch (IOException | GeneralException e) {
      throw new IdentityProviderAway("Keycloak does not answer at " + client.issuer(), e);
    }
  }

  /**
   * The description, and the checks that need Keycloak's keys, which they fetch and keep. The
   * algorithm is ours to choose, never the token's.
   */
  record Provider(
      OIDCProviderMetadata metadata, IDTokenValidator idTokens, LogoutTokenValidator logoutTokens) {
    private static Provider of(OIDCProviderMetadata metadata, ClientID client)
        throws MalformedURLException {
      URL keys = metadata.getJWKSetURI().toURL();
      ResourceRetriever patient =
          new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LONGEST_KEY_LIST);
      Issuer issuer = metadata.getIssuer();
      return new Provider(
          metadata,
          new IDTokenValidator(issuer, client, JWSAlgorithm.RS256, keys, patient),
          new LogoutTokenValidator(issuer, client, JWSAlgorithm.RS256, keys, patient));
    }
  }
}
