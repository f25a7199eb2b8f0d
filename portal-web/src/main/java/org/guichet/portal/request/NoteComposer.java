package org.guichet.portal.request;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestDesk;

/** The note that staff are writing on a request's page, which customers never see. */
@Named
@ViewScoped
public class NoteComposer implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject RequestDesk desk;
  @Inject RequestPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String note = "";
  private String error = "";

  public void add() {
    error = Written.mistake(words, note, true);
    if (error.isEmpty()) {
      desk.note(viewer.get(), page.getNumber(), note);
      note = "";
      page.refresh();
    }
  }

  public String getNote() {
    return note;
  }

  public void setNote(String note) {
    this.note = note;
  }

  public String getError() {
    return error;
  }
}
