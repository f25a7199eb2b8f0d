package org.guichet.portal.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.function.Predicate;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.directory.People;

/** Who is looking, asked from the directory once per request and only if somebody wants to know. */
@Named("viewer")
@RequestScoped
public class CurrentViewer {
  @Inject private HttpServletRequest request;
  @Inject private People people;

  private Viewer viewer;

  /**
   * The person signed in.
   *
   * @throws NotAllowed when nobody is
   */
  public Viewer get() {
    if (viewer == null) {
      viewer =
          SignedIn.in(request)
              .map(this::look)
              .orElseThrow(() -> new NotAllowed("look without a sign-in"));
    }
    return viewer;
  }

  /** Whose session that is, for a socket: its messages belong to no request. */
  public Optional<Viewer> of(HttpSession session) {
    return SignedIn.in(session).map(this::look);
  }

  /** The identity provider's name for the sign-in of that session. */
  public Optional<String> signInOf(HttpSession session) {
    return SignedIn.in(session).map(signedIn -> signedIn.tokens().sid());
  }

  /**
   * The person's key, by which a browser keeps apart what several people type; empty for nobody.
   */
  public String getKey() {
    return SignedIn.in(request).map(signedIn -> signedIn.personId().toString()).orElse("");
  }

  public boolean isSignedIn() {
    return SignedIn.in(request).isPresent();
  }

  public String getName() {
    return isSignedIn() ? get().name() : "";
  }

  public String getEmail() {
    return isSignedIn() ? get().email() : "";
  }

  /** Whether the back office is open to the person. */
  public boolean isStaff() {
    return may(Viewer::isStaff);
  }

  public boolean isAgent() {
    return isStaff();
  }

  public boolean isSupervisor() {
    return may(viewer -> viewer.is(Role.SUPERVISOR));
  }

  public boolean isDeliveryKeeper() {
    return may(Viewer::caresForDeliveries);
  }

  public boolean isEraser() {
    return may(Viewer::mayErase);
  }

  private boolean may(Predicate<Viewer> rule) {
    return isSignedIn() && rule.test(get());
  }

  private Viewer look(SignedIn signedIn) {
    return people.viewer(signedIn.personId(), signedIn.tokens().claims().knownRoles());
  }
}
