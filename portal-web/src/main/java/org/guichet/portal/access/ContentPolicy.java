package org.guichet.portal.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URI;

/**
 * What a browser may load and do on the portal's pages. script-src stands last because PrimeFaces,
 * which reads this text for its pages (web.xml, primefaces.CSP_POLICY), appends the page's nonce.
 * Keycloak is a form's target because a browser applies form-action to the redirects of a form too:
 * signing out, and signing in again after a form was sent too late.
 */
@Named("contentPolicy")
@ApplicationScoped
public class ContentPolicy {
  static final String HEADER = "Content-Security-Policy";

  private String text;

  protected ContentPolicy() {}

  @Inject
  ContentPolicy(OidcClient client) {
    this.text =
        String.join(
            "; ",
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self' " + PortalAddress.originOf(URI.create(client.issuer().getValue())),
            "img-src 'self' data: blob:",
            "style-src 'self'",
            "style-src-attr 'unsafe-inline'",
            "script-src 'self'");
  }

  public String getText() {
    return text;
  }
}
