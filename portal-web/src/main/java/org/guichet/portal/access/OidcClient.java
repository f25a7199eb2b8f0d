package org.guichet.portal.access;

import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.guichet.shared.Settings;

/** Who the portal is for Keycloak, and which realm it believes. */
@ApplicationScoped
class OidcClient {
  private Issuer issuer;
  private ClientID id;
  private Secret secret;

  protected OidcClient() {}

  @Inject
  OidcClient(Settings settings) {
    this(
        settings.required("guichet.oidc.issuer"),
        settings.required("guichet.oidc.client-id"),
        settings.required("guichet.oidc.client-secret"));
  }

  OidcClient(String issuer, String id, String secret) {
    this.issuer = new Issuer(issuer);
    this.id = new ClientID(id);
    this.secret = new Secret(secret);
  }

  Issuer issuer() {
    return issuer;
  }

  ClientID id() {
    return id;
  }

  ClientSecretBasic credentials() {
    return new ClientSecretBasic(id, secret);
  }
}
