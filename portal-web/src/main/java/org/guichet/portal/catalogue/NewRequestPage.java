package org.guichet.portal.catalogue;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.attachment.Attachment;
import org.guichet.attachment.Attachments;
import org.guichet.attachment.RefusedFile;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.FormField;
import org.guichet.catalogue.RequestType;
import org.guichet.catalogue.Violation;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.request.AlreadySent;
import org.guichet.request.InvalidSubmission;
import org.guichet.request.Submission;
import org.guichet.request.SubmitRequest;
import org.primefaces.event.FileUploadEvent;

/**
 * The form of one service. Its draft's id is in the address: a reload, or a sign-in in between,
 * comes back to the same files, and a second click sends the same draft.
 */
@Named
@ViewScoped
public class NewRequestPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Catalogue catalogue;
  @Inject Attachments attachments;
  @Inject SubmitRequest submitRequest;
  @Inject CurrentViewer viewer;
  @Inject SentForm sentForm;
  @Inject Words words;

  private String key;
  private String draft;
  private RequestType type;
  private List<Attachment> files = List.of();
  private final List<String> refused = new ArrayList<>();
  private final Map<String, String> values = new HashMap<>();
  private Map<String, Violation> violations = Map.of();

  public void load() {
    type = catalogue.find(key == null ? "" : key);
    draft = draftId().toString();
    if (submitRequest.isSent(viewer.get(), draftId())) {
      beginAnother(); // back, or by a bookmark
    }
    files = attachments.ofDraft(viewer.get(), draftId());
  }

  private void beginAnother() {
    draft = UUID.randomUUID().toString();
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
      attachments.receive(viewer.get(), draftId(), name, content);
    } catch (RefusedFile e) {
      refused.add(words.of(e.key(), e.arguments().toArray()));
    }
    files = attachments.ofDraft(viewer.get(), draftId());
  }

  public void remove(Attachment file) {
    attachments.discard(viewer.get(), draftId(), file.id());
    files = attachments.ofDraft(viewer.get(), draftId());
  }

  /** The reason was read. */
  public void dismiss(String refusal) {
    refused.remove(refusal);
  }

  /** To the request's page, or back to the questions with what is to mend. */
  public String send() {
    try {
      String number = submit();
      sentForm.remember(address());
      return "/request.xhtml?faces-redirect=true&number=" + number;
    } catch (InvalidSubmission e) {
      violations = Map.copyOf(e.violations());
      return null;
    }
  }

  private String submit() {
    try {
      return submitRequest.submit(viewer.get(), new Submission(key, values, draftId()));
    } catch (AlreadySent e) {
      beginAnother(); // a page out of the browser's memory, filled in anew
      return submitRequest.submit(viewer.get(), new Submission(key, values, draftId()));
    }
  }

  /** What is to mend in that field, in the reader's words; empty when nothing is. */
  public String message(FormField field) {
    Violation violation = violations.get(field.key());
    return violation == null ? "" : words.of(violation.key(), violation.arguments().toArray());
  }

  /** The fields to mend, in the form's order. */
  public List<FormField> getViolatedFields() {
    return type.form().fields().stream().filter(f -> violations.containsKey(f.key())).toList();
  }

  /** The address that leads back to this draft. */
  public String address() {
    return "/new?type=" + key + "&draft=" + draft;
  }

  private UUID draftId() {
    try {
      return draft == null || draft.isBlank() ? UUID.randomUUID() : UUID.fromString(draft);
    } catch (IllegalArgumentException notOurs) {
      throw new NotVisible("draft", draft);
    }
  }

  public String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }

  public String getDraft() {
    return draft;
  }

  public void setDraft(String draft) {
    this.draft = draft;
  }

  public RequestType getType() {
    return type;
  }

  public List<Attachment> getFiles() {
    return files;
  }

  public List<String> getRefused() {
    return refused;
  }

  public Map<String, String> getValues() {
    return values;
  }

  public Map<String, Violation> getViolations() {
    return violations;
  }
}
