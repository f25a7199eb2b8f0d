package org.guichet.portal.access;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.guichet.directory.People;
import org.guichet.directory.Sessions;

/**
 * Lets nobody pass whose sign-in was ended at Keycloak or who was erased, and tells the directory
 * what Keycloak newly said about a person. Here and not in {@link PortalDoor}, because only now the
 * container offers transactions.
 */
public class EndedSessions extends HttpFilter {
  @Inject private transient Sessions sessions;
  @Inject private transient People people;
  @Inject private transient SignInFirst signInFirst;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<SignedIn> signedIn =
        request.getUserPrincipal() == null ? Optional.empty() : SignedIn.in(request);
    if (signedIn.isPresent()
        && sessions.isRevoked(signedIn.get().tokens().sid(), signedIn.get().personId())) {
      SignOut.endSession(request.getSession());
      signInFirst.answer(request, response);
      return;
    }
    if (signedIn.isPresent() && signedIn.get().claimsChanged()) {
      people.signIn(signedIn.get().tokens().claims().identity());
      signedIn.get().claimsKnown().keepIn(request.getSession());
    }
    chain.doFilter(request, response);
  }
}
