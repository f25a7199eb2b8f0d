package org.guichet.portal.catalogue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.guichet.draft.DraftRow;
import org.guichet.draft.Drafts;
import org.guichet.portal.access.CurrentViewer;

/** What the viewer has begun and not sent, for whichever page lists it. */
@Named
@RequestScoped
public class DraftList {
  private static final int MOST = 20;

  @Inject Drafts drafts;
  @Inject CurrentViewer viewer;

  private List<DraftRow> rows;

  /** Last saved first; read once per request, since pages ask often. */
  public List<DraftRow> getRows() {
    if (rows == null) {
      rows = drafts.list(viewer.get(), MOST);
    }
    return rows;
  }

  /** Throws one away. */
  public void discard(UUID draft) {
    drafts.discard(viewer.get(), draft);
    rows = null;
  }
}
