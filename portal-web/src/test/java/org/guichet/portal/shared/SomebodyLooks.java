package org.guichet.portal.shared;

import org.guichet.access.Viewer;
import org.guichet.portal.access.CurrentViewer;

/** A page's viewer without a sign-in. */
public class SomebodyLooks extends CurrentViewer {
  private final Viewer viewer;

  public SomebodyLooks(Viewer viewer) {
    this.viewer = viewer;
  }

  @Override
  public Viewer get() {
    return viewer;
  }
}
