package org.guichet.portal.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;

/**
 * Asked by the container before every request. Who is signed in passes with name and roles; who is
 * not is sent to the sign-in when the address asked for is not public. What is public is said in
 * web.xml; there nobody is anybody.
 */
@ApplicationScoped
public class PortalDoor implements HttpAuthenticationMechanism {
  @Inject private KeepSignedIn keepSignedIn;
  @Inject private SignInFirst signInFirst;
  @Inject private SecurityHeaders headers;

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
      throws AuthenticationException {
    // Here too and not only in the filter: what this method answers itself never reaches a filter.
    headers.write(request, response);
    if (!context.isProtected()) {
      return context.doNothing();
    }
    HttpSession session = request.getSession(false);
    if (session != null) {
      Optional<SignedIn> signedIn = keepSignedIn.in(session);
      if (signedIn.isPresent()) {
        Tokens tokens = signedIn.get().tokens();
        return context.notifyContainerAboutLogin(
            new CallerPrincipal(signedIn.get().personId().toString()), tokens.claims().roles());
      }
      SignOut.endSession(session);
    }
    try {
      signInFirst.answer(request, response);
    } catch (IOException e) {
      throw new AuthenticationException(e);
    }
    return AuthenticationStatus.SEND_CONTINUE;
  }

  /**
   * The sign-in ends at Keycloak first, see {@link SignOut}; the container has nothing of its own
   * to forget.
   */
  @Override
  public void cleanSubject(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    context.cleanClientSubject();
  }
}
