package org.guichet.portal.access;

import com.nimbusds.openid.connect.sdk.claims.LogoutTokenClaimsSet;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import org.guichet.directory.Sessions;

/**
 * Keycloak tells us here, server to server, that a sign-in has ended: a sign-out elsewhere, an
 * administrator. The sign-in's id is written to the database, so that every node hears of it;
 * {@link EndedSessions} acts on it.
 */
@WebServlet("/backchannel-logout")
public class BackChannelLogout extends HttpServlet {
  private static final Logger LOG = System.getLogger(BackChannelLogout.class.getName());

  /**
   * No sign-in lives longer than the realm's longest session (10 hours); until then the id must be
   * remembered.
   */
  private static final Duration REMEMBERED = Duration.ofHours(12);

  @Inject private transient IdentityProvider keycloak;
  @Inject private transient Sessions sessions;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    String token = request.getParameter("logout_token");
    try {
      if (token == null) {
        throw new SignInRefused("No logout token");
      }
      LogoutTokenClaimsSet claims = keycloak.readLogoutToken(token);
      if (claims.getSessionID() == null) {
        throw new SignInRefused("The logout token names no session");
      }
      sessions.revoke(claims.getSessionID().getValue(), Instant.now().plus(REMEMBERED));
      response.setStatus(HttpServletResponse.SC_OK);
    } catch (SignInRefused refused) {
      LOG.log(Level.WARNING, "A back-channel logout was refused: {0}", refused.getMessage());
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
    } catch (IdentityProviderAway away) {
      LOG.log(Level.WARNING, "A back-channel logout was not checked: {0}", away.getMessage());
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }
}
