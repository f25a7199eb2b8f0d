package org.guichet.portal.catalogue;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.guichet.attachment.Attachment;
import org.guichet.attachment.Attachments;
import org.guichet.attachment.RefusedFile;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.primefaces.event.FileUploadEvent;

/** The files of the draft that a page writes: what was received, and why something was not. */
@Named
@ViewScoped
public class DraftFiles implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Attachments attachments;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private UUID draft;
  private List<Attachment> files = List.of();
  private final List<String> refused = new ArrayList<>();

  /** From now on those of that draft. */
  void of(UUID writing) {
    draft = writing;
    files = attachments.ofDraft(viewer.get(), draft);
  }

  /** A file has arrived. */
  public void receive(FileUploadEvent event) throws IOException {
    try (InputStream content = event.getFile().getInputStream()) {
      receive(event.getFile().getFileName(), content);
    }
  }

  /** Takes the file in, or keeps the reason to read why not. */
  void receive(String name, InputStream content) throws IOException {
    try {
      attachments.receive(viewer.get(), draft, name, content);
    } catch (RefusedFile e) {
      refused.add(words.of(e.key(), e.arguments().toArray()));
    }
    of(draft);
  }

  public void remove(Attachment file) {
    attachments.discard(viewer.get(), draft, file.id());
    of(draft);
  }

  /** The reason was read. */
  public void dismiss(String refusal) {
    refused.remove(refusal);
  }

  public List<Attachment> getFiles() {
    return files;
  }

  public List<String> getRefused() {
    return refused;
  }
}
