package org.guichet.portal.access;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;

/** A page of the tests that does whatever can go wrong. */
@Named
@ViewScoped
public class ProbePage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private CurrentViewer viewer;
  private String fault;

  public String getFault() {
    return fault;
  }

  public void setFault(String fault) {
    this.fault = fault;
  }

  public String getWho() {
    return viewer.get().name() + " " + viewer.get().roles();
  }

  public void load() {
    if ("hidden".equals(fault)) {
      throw new NotVisible("request", "R-2026-000001");
    }
    if ("forbidden".equals(fault)) {
      throw new NotAllowed("probe");
    }
    if ("broken".equals(fault)) {
      throw new IllegalStateException("a secret inside");
    }
  }

  public void breakDown() {
    throw new IllegalStateException("a secret inside");
  }
}
