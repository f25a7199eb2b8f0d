package org.guichet.portal.customer;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.guichet.access.Role;
import org.guichet.customer.CustomerNote;
import org.guichet.customer.CustomerNotes;
import org.guichet.customer.Whose;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;

/** Notes about the person or organization whose page is open, and the one that is being written. */
@Named
@ViewScoped
public class NoteBook implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 50;

  @Inject CustomerNotes customerNotes;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private Whose whose;
  private List<CustomerNote> notes = List.of();
  private boolean more;
  private String note = "";
  private String error = "";

  void open(Whose about) {
    whose = about;
    List<CustomerNote> newest = customerNotes.of(viewer.get(), whose, MOST + 1);
    more = newest.size() > MOST;
    notes = newest.stream().limit(MOST).toList();
  }

  public void add() {
    error = mistake();
    if (error.isEmpty()) {
      customerNotes.add(viewer.get(), whose, note);
      note = "";
      open(whose);
    }
  }

  private String mistake() {
    if (note == null || note.isBlank()) {
      return words.of("customer.note.missing");
    }
    if (note.indexOf('\0') >= 0) {
      return words.of("field.unprintable");
    }
    int length = note.strip().length();
    return length > CustomerNotes.LONGEST
        ? words.of("field.tooLong", CustomerNotes.LONGEST, length)
        : "";
  }

  public void remove(long id) {
    customerNotes.remove(viewer.get(), whose, id);
    open(whose);
  }

  /** Whether the viewer may take it away. */
  public boolean isRemovable(CustomerNote one) {
    return viewer.get().is(Role.SUPERVISOR) || one.authorId().equals(viewer.get().personId());
  }

  public List<CustomerNote> getNotes() {
    return notes;
  }

  /** Says that there are older notes than those; empty when there are none. */
  public String getMore() {
    return more ? words.of("customer.notes.more", MOST) : "";
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
