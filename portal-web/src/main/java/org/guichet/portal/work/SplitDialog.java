package org.guichet.portal.work;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guichet.attachment.Attachment;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.RequestPage;
import org.guichet.portal.shared.Words;
import org.guichet.request.StageInTheWay;
import org.guichet.work.SplitRequest;

/** Makes a request of its own of a part of the one whose page is open. */
@Named
@ViewScoped
public class SplitDialog implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int EXCERPT = 90;

  @Inject SplitRequest requests;
  @Inject RequestPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private final UUID draft = UUID.randomUUID();
  private String subject = "";
  private String[] messages = {};
  private String[] files = {};
  private String error = "";

  /** To the new request, or back with what is to mend. */
  public String split() {
    error = Line.mistake(words, subject, "split.missing", SplitRequest.LONGEST_SUBJECT);
    if (!error.isEmpty()) {
      return null;
    }
    Set<Long> chosen = Arrays.stream(messages).map(Long::valueOf).collect(Collectors.toSet());
    Set<UUID> kept = Arrays.stream(files).map(UUID::fromString).collect(Collectors.toSet());
    try {
      SplitRequest.Part part = new SplitRequest.Part(draft, subject, chosen, kept);
      String number = requests.split(viewer.get(), page.getNumber(), part);
      return "/request.xhtml?faces-redirect=true&number=" + number;
    } catch (StageInTheWay e) {
      error = words.of("desk.stageInTheWay");
      return null;
    }
  }

  /** The messages and notes that can go along. */
  public List<TimelineEntry> getOffered() {
    return page.getView().timeline().stream()
        .filter(
            entry ->
                entry.activityKind() == ActivityKind.REPLY
                    || entry.activityKind() == ActivityKind.NOTE)
        .toList();
  }

  /** The files of the form, which hang on no message; those of a message go along with it. */
  public List<Attachment> getLooseFiles() {
    return page.getView().files().stream().filter(file -> file.message() == null).toList();
  }

  /** The beginning of a message, with its author. */
  public String excerpt(TimelineEntry entry) {
    String text = entry.body().replaceAll("\\s+", " ");
    String shown = text.length() <= EXCERPT ? text : text.substring(0, EXCERPT - 1) + "…";
    return words.of(entry.internal() ? "split.note" : "split.message", entry.author(), shown);
  }

  public String getSubject() {
    return subject;
  }

  public void setSubject(String subject) {
    this.subject = subject;
  }

  public String[] getMessages() {
    return messages.clone();
  }

  public void setMessages(String[] messages) {
    this.messages = messages == null ? new String[0] : messages.clone();
  }

  public String[] getFiles() {
    return files.clone();
  }

  public void setFiles(String[] files) {
    this.files = files == null ? new String[0] : files.clone();
  }

  public String getError() {
    return error;
  }

  /** The dialog ends by leaving the page. */
  public boolean isDone() {
    return false;
  }
}
