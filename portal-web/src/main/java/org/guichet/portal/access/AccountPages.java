package org.guichet.portal.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where people change their password, second factor and sessions: Keycloak's account pages. */
@Named
@ApplicationScoped
public class AccountPages {
  private String address;

  protected AccountPages() {}

  @Inject
  AccountPages(OidcClient client, PortalAddress portal) {
    this.address =
        client.issuer().getValue()
            + "/account/?referrer="
            + encoded(client.id().getValue())
            + "&referrer_uri="
            + encoded(portal.at("/").toString());
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Their address, from which a link leads back to the portal. */
  public String getAddress() {
    return address;
  }

  /** Where an administrator finds the account of that number, at whoever issued it. */
  public String administration(String issuer, String subject) {
    int realm = issuer.lastIndexOf("/realms/");
    return realm < 0
        ? issuer
        : issuer.substring(0, realm)
            + "/admin/master/console/#/"
            + issuer.substring(realm + "/realms/".length())
            + "/users/"
            + encoded(subject)
            + "/settings";
  }
}
