package org.guichet.portal.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What every answer tells the browser, pages, errors, redirects and files alike. */
@ApplicationScoped
class SecurityHeaders {
  private static final String CAPABILITIES =
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()";

  private ContentPolicy policy;
  private PortalAddress portal;

  protected SecurityHeaders() {}

  @Inject
  SecurityHeaders(ContentPolicy policy, PortalAddress portal) {
    this.policy = policy;
    this.portal = portal;
  }

  void write(HttpServletRequest request, HttpServletResponse response) {
    response.setHeader(ContentPolicy.HEADER, policy.getText());
    response.setHeader("X-Content-Type-Options", "nosniff");
    // The full address stays among ourselves: after an ended session it leads a form back to its
    // page.
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Permissions-Policy", CAPABILITIES);
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (portal.isSecure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    if (!request.getRequestURI().startsWith("/jakarta.faces.resource/")) {
      response.setHeader("Cache-Control", "no-store");
    }
  }
}
