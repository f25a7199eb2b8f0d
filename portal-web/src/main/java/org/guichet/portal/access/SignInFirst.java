package org.guichet.portal.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * The answer to a request that needs a sign-in and has none (any more), each kind in the words it
 * understands: a page goes to Keycloak and comes back, a form goes to its page first, a Faces ajax
 * request is told to load its page, and what is no page at all (a script's fetch, an image, a
 * socket) is refused, since it could not show a sign-in.
 */
@ApplicationScoped
class SignInFirst {
  private static final Logger LOG = System.getLogger(SignInFirst.class.getName());

  @Inject private IdentityProvider keycloak;
  @Inject private PendingSignIns pendingSignIns;
  @Inject private PortalAddress portal;

  void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("Cache-Control", "no-store");
    if ("partial/ajax".equals(request.getHeader("Faces-Request"))) {
      PartialRedirect.to(ReturnAddress.of(request, portal), response);
    } else if (isNoPage(request)) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (ReturnAddress.isRead(request)) {
      begin(ReturnAddress.of(request, portal), request, response);
    } else {
      response.setStatus(HttpServletResponse.SC_SEE_OTHER);
      response.setHeader("Location", portal.at(ReturnAddress.of(request, portal)).toString());
    }
  }

  private void begin(String returnTo, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    PendingSignIn pending = PendingSignIn.to(returnTo);
    try {
      String address = keycloak.signInAddress(pending).toString();
      pendingSignIns.remember(pending, request, response);
      response.sendRedirect(address);
    } catch (IdentityProviderAway away) {
      LOG.log(Level.WARNING, "Nobody can sign in: {0}", away.getMessage());
      response.setHeader("Retry-After", "10");
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  /** Browsers say what a request is for. One that says nothing is believed to be a page. */
  private static boolean isNoPage(HttpServletRequest request) {
    String mode = request.getHeader("Sec-Fetch-Mode");
    return SameOrigin.opensSocket(request)
        || "XMLHttpRequest".equals(request.getHeader("X-Requested-With"))
        || (mode != null && !mode.equals("navigate"));
  }
}
