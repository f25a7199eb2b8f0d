package org.guichet.portal.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.directory.People;

/** Makes checked tokens the sign-in of this browser's session. */
@ApplicationScoped
class SignIn {
  @Inject private People people;
  @Inject private AuditTrail audit;

  /** Returns our key of the person. */
  UUID complete(Tokens tokens, HttpServletRequest request) {
    UUID person = people.signIn(tokens.claims().identity());
    Viewer viewer = people.viewer(person, tokens.claims().knownRoles());
    audit.record(viewer, "access.signed-in", "person", person.toString());
    Optional<SignedIn> before = SignedIn.in(request);
    if (before.isPresent() && before.get().personId().equals(person)) {
      // A second tab came back: the same person. A new session id now would cut off what the first
      // tab is just asking.
      SignedIn.now(person, tokens).keepIn(request.getSession());
      return person;
    }
    HttpSession old = request.getSession(false);
    if (old != null) {
      SignOut.endSession(old);
    }
    SignedIn.now(person, tokens).keepIn(request.getSession(true));
    return person;
  }
}
