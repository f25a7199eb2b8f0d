package org.guichet.portal.request;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestDesk;

/**
 * What is being written on a request's page: a reply that everybody reads, a note that only staff
 * read.
 */
@Named
@ViewScoped
public class Composer implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject RequestDesk desk;
  @Inject RequestPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String reply = "";
  private String note = "";
  private String replyError = "";
  private String noteError = "";

  public void sendReply() {
    replyError = mistake(reply);
    if (replyError.isEmpty()) {
      desk.reply(viewer.get(), page.getNumber(), reply);
      reply = "";
      page.refresh();
    }
  }

  public void addNote() {
    noteError = mistake(note);
    if (noteError.isEmpty()) {
      desk.note(viewer.get(), page.getNumber(), note);
      note = "";
      page.refresh();
    }
  }

  private String mistake(String text) {
    if (text == null || text.isBlank()) {
      return words.of("composer.missing");
    }
    if (text.indexOf('\0') >= 0) {
      return words.of("field.unprintable");
    }
    int length = text.strip().length();
    return length > RequestDesk.LONGEST_MESSAGE
        ? words.of("field.tooLong", RequestDesk.LONGEST_MESSAGE, length)
        : "";
  }

  public String getReply() {
    return reply;
  }

  public void setReply(String reply) {
    this.reply = reply;
  }

  public String getNote() {
    return note;
  }

  public void setNote(String note) {
    this.note = note;
  }

  public String getReplyError() {
    return replyError;
  }

  public String getNoteError() {
    return noteError;
  }
}
