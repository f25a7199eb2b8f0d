package org.guichet.portal.decision;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.decision.Decisions;
import org.guichet.portal.access.CurrentViewer;

/** How much waits for the reader's decision, asked once a page. */
@Named
@RequestScoped
public class DecisionCount {
  @Inject Decisions decisions;
  @Inject CurrentViewer viewer;

  private int waiting = -1;

  /** How many; 0 when nobody is signed in. */
  public int getWaiting() {
    if (waiting < 0) {
      waiting = viewer.isSignedIn() ? decisions.count(viewer.get()) : 0;
    }
    return waiting;
  }

  /** The number in the navigation; empty for none. */
  public String getText() {
    int many = getWaiting();
    if (many == 0) {
      return "";
    }
    return many < Decisions.MOST_COUNTED ? Integer.toString(many) : "99+";
  }
}
