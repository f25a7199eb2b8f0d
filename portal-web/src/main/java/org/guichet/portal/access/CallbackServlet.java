package org.guichet.portal.access;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;

/**
 * Where Keycloak sends the browser back to. Whatever does not fit is refused with a page that
 * offers to try again.
 */
@WebServlet("/callback")
public class CallbackServlet extends HttpServlet {
  private static final Logger LOG = System.getLogger(CallbackServlet.class.getName());

  @Inject private transient IdentityProvider keycloak;
  @Inject private transient PendingSignIns pendingSignIns;
  @Inject private transient SignIn signIn;
  @Inject private transient Choices choices;
  @Inject private transient PortalAddress portal;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    try {
      AuthenticationResponse answer = parse(request);
      String state = answer.getState() == null ? "" : answer.getState().getValue();
      PendingSignIn pending =
          pendingSignIns
              .take(state, request, response)
              .orElseThrow(() -> new SignInRefused("No sign-in of this browser has this state"));
      if (!answer.indicatesSuccess()) {
        String code = answer.toErrorResponse().getErrorObject().getCode();
        throw new SignInRefused("Keycloak answers " + code);
      }
      Tokens tokens = keycloak.redeem(answer.toSuccessResponse(), pending);
      choices.restore(signIn.complete(tokens, request), request, response);
      response.sendRedirect(portal.at(pending.returnTo()).toString());
    } catch (SignInRefused refused) {
      LOG.log(Level.INFO, "A sign-in was refused: {0}", refused.getMessage());
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      request.getRequestDispatcher("/WEB-INF/errorpages/sign-in.xhtml").forward(request, response);
    } catch (IdentityProviderAway away) {
      LOG.log(Level.WARNING, "A sign-in could not be completed: {0}", away.getMessage());
      response.setHeader("Retry-After", "10");
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    }
  }

  private AuthenticationResponse parse(HttpServletRequest request) throws SignInRefused {
    try {
      String query = request.getQueryString() == null ? "" : request.getQueryString();
      return AuthenticationResponseParser.parse(URI.create(portal.at("/callback") + "?" + query));
    } catch (ParseException | IllegalArgumentException unreadable) {
      throw new SignInRefused("The answer cannot be read");
    }
  }
}
