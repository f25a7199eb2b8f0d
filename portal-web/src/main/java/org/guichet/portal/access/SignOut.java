package org.guichet.portal.access;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.guichet.audit.AuditTrail;

/**
 * Signs out here and at Keycloak, and comes back to the home page, that is to the sign-in.
 *
 * <p>/logout is an address people may type, so a GET signs out, unless another site sent the
 * browser here: then the person is asked first. Nobody's link shall throw somebody out.
 */
@WebServlet("/logout")
public class SignOut extends HttpServlet {
  private static final Logger LOG = System.getLogger(SignOut.class.getName());

  @Inject private transient IdentityProvider keycloak;
  @Inject private transient PortalAddress portal;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient AuditTrail audit;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    if (SignedIn.in(request).isPresent() && SameOrigin.comesFromElsewhere(request, portal)) {
      request.getRequestDispatcher("/WEB-INF/errorpages/sign-out.xhtml").forward(request, response);
    } else {
      signOut(request, response);
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    signOut(request, response);
  }

  private void signOut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<SignedIn> signedIn = SignedIn.in(request);
    if (signedIn.isPresent()) {
      audit.record(
          viewer.get(), "access.signed-out", "person", signedIn.get().personId().toString());
    }
    HttpSession session = request.getSession(false);
    if (session != null) {
      endSession(session);
    }
    response.sendRedirect(signedIn.map(this::goodbye).orElse(portal.at("/").toString()));
  }

  private String goodbye(SignedIn signedIn) {
    try {
      return keycloak.signOutAddress(signedIn.tokens().idToken()).toString();
    } catch (IdentityProviderAway away) {
      LOG.log(Level.WARNING, "Signed out here, not at Keycloak: {0}", away.getMessage());
      return portal.at("/").toString();
    }
  }

  /** Ends a session that may just have ended by itself. */
  static void endSession(HttpSession session) {
    try {
      session.invalidate();
    } catch (IllegalStateException endedMeanwhile) {
      LOG.log(Level.DEBUG, "The session had ended already");
    }
  }
}
