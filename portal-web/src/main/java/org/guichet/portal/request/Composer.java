package org.guichet.portal.request;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.attachment.Attachment;
import org.guichet.attachment.Attachments;
import org.guichet.attachment.RefusedFile;
import org.guichet.conversation.ReplyDrafts;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestDesk;
import org.primefaces.event.FileUploadEvent;

/**
 * The reply that is being written on a request's page, with its files. It is kept as a draft while
 * somebody types, see {@link ReplyDraftServlet}.
 */
@Named
@ViewScoped
public class Composer implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject RequestDesk desk;
  @Inject ReplyDrafts drafts;
  @Inject Attachments attachments;
  @Inject RequestPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private UUID draft;
  private String reply = "";
  private String error = "";
  private Instant savedAt;
  private List<Attachment> files = List.of();
  private final List<String> refused = new ArrayList<>();

  /** Finds what was begun before. */
  @PostConstruct
  void begin() {
    Optional<ReplyDrafts.Unsent> unsent = drafts.of(viewer.get(), page.getView().id());
    draft = unsent.map(ReplyDrafts.Unsent::draft).orElseGet(UUID::randomUUID);
    reply = unsent.map(ReplyDrafts.Unsent::body).orElse("");
    savedAt = unsent.map(ReplyDrafts.Unsent::savedAt).orElse(null);
    files = unsent.isPresent() ? attachments.ofDraft(viewer.get(), draft) : List.of();
  }

  /** Sends what is written, or the files alone. */
  public void send() {
    error = Written.mistake(words, reply, files.isEmpty());
    if (!error.isEmpty()) {
      return;
    }
    if (reply.isBlank()) {
      desk.addFiles(viewer.get(), page.getNumber(), draft);
    } else {
      desk.reply(viewer.get(), page.getNumber(), reply, draft, null);
    }
    draft = UUID.randomUUID();
    reply = "";
    savedAt = null;
    files = List.of();
    refused.clear();
    page.refresh();
  }

  /** A file has arrived. */
  public void receive(FileUploadEvent event) throws IOException {
    try (InputStream content = event.getFile().getInputStream()) {
      receive(event.getFile().getFileName(), content);
    }
  }

  /** Takes the file in, or keeps the reason to read why not. */
  void receive(String name, InputStream content) throws IOException {
    drafts.begin(viewer.get(), page.getNumber(), draft);
    try {
      attachments.receive(viewer.get(), draft, name, content);
    } catch (RefusedFile e) {
      refused.add(words.of(e.key(), e.arguments().toArray()));
    }
    files = attachments.ofDraft(viewer.get(), draft);
  }

  public void remove(Attachment file) {
    attachments.discard(viewer.get(), draft, file.id());
    files = attachments.ofDraft(viewer.get(), draft);
  }

  /** The reason was read. */
  public void dismiss(String refusal) {
    refused.remove(refusal);
  }

  /** Where the page keeps what is typed. */
  public String getDraftAddress() {
    return "/drafts/reply?number=" + page.getNumber() + "&draft=" + draft;
  }

  /** When it was kept last, in words; empty before the first time. */
  public String getSaved() {
    return savedAt == null ? "" : words.of("composer.saved", words.soon(savedAt));
  }

  /** The same in milliseconds since 1970, for the page to compare; 0 before the first time. */
  public long getSavedMillis() {
    return savedAt == null ? 0 : savedAt.toEpochMilli();
  }

  public String getReply() {
    return reply;
  }

  public void setReply(String reply) {
    this.reply = reply;
  }

  public String getError() {
    return error;
  }

  public List<Attachment> getFiles() {
    return files;
  }

  public List<String> getRefused() {
    return refused;
  }
}
