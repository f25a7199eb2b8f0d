package org.guichet.portal.catalogue;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.FormField;
import org.guichet.catalogue.RequestType;
import org.guichet.catalogue.Violation;
import org.guichet.draft.Draft;
import org.guichet.draft.DraftRefused;
import org.guichet.draft.DraftRow;
import org.guichet.draft.Drafts;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.customer.WhoAsks;
import org.guichet.portal.shared.Reader;
import org.guichet.request.AlreadySent;
import org.guichet.request.InvalidSubmission;
import org.guichet.request.OnBehalf;
import org.guichet.request.Submission;
import org.guichet.request.SubmitRequest;

/**
 * The form of one service. Its draft's id is in the address: a reload, a sign-in in between or
 * another device comes back to the same answers and files, and a second click sends the same draft.
 */
@Named
@ViewScoped
public class NewRequestPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject Catalogue catalogue;
  @Inject Drafts drafts;
  @Inject DraftFiles draftFiles;
  @Inject SubmitRequest submitRequest;
  @Inject CurrentViewer viewer;
  @Inject SentForm sentForm;
  @Inject TypedAnswers typed;
  @Inject Reader reader;
  @Inject WhoAsks whoAsks;
  @Inject OnBehalf onBehalf;
  @Inject PreviewForm previewForm;

  private String key;
  private String customer;
  private String preview;
  private boolean previewed;
  private Viewer requester;
  private String draft;
  private RequestType type;
  private DraftRow earlier;
  private Instant savedAt;
  private int version;
  private boolean reviewing;
  private Map<String, String> values = new HashMap<>();
  private Map<String, Violation> violations = Map.of();

  /** Something to mend: the input, and the field that it belongs to. */
  public record Problem(String input, FormField field, Violation violation)
      implements Serializable {}

  public void load() {
    if (preview != null && !preview.isEmpty()) {
      look();
      return;
    }
    type = catalogue.find(key == null ? "" : key);
    requester = whoAsks.of(customer, type.key());
    boolean fresh = draft == null || draft.isBlank();
    draft = draftId().toString();
    if (submitRequest.isSent(requester, draftId())) {
      beginAnother(); // back, or by a bookmark
    }
    if (fresh) {
      earlier =
          drafts.list(viewer.get(), customerKey(), Drafts.MOST_DRAFTS).stream()
              .filter(row -> row.service().equals(key))
              .findFirst()
              .orElse(null);
    } else {
      drafts.find(viewer.get(), draftId(), customerKey()).ifPresent(this::goOn);
    }
    draftFiles.of(draftId());
  }

  /** Nothing is kept, whatever is posted later. */
  private void look() {
    previewed = true;
    type = previewForm.of(viewer.get(), key, preview);
    requester = viewer.get();
    customer = null;
    draft = draftId().toString();
  }

  private void goOn(Draft saved) {
    values = new HashMap<>(saved.answers());
    savedAt = saved.savedAt();
    version = saved.version();
  }

  private void beginAnother() {
    draft = UUID.randomUUID().toString();
    draftFiles.of(draftId());
  }

  /**
   * To one's own answers, to read them once more; or back to the questions with what is to mend.
   */
  public void review() {
    values = new HashMap<>(typed.of(form(), values, requester));
    violations = form().violations(values, previewed ? 1 : draftFiles.getFiles().size());
    reviewing = violations.isEmpty();
    if (!previewed) {
      keep();
    }
  }

  /** Back to the questions. */
  public void change() {
    reviewing = false;
  }

  /**
   * What is on the page now is what this person wants, whatever another window has saved; under a
   * new draft when that one was sent.
   *
   * @return whether it could be kept; form.js says why not
   */
  private boolean keep() {
    try {
      save();
      return true;
    } catch (DraftRefused e) {
      if (!e.isSent()) {
        return false;
      }
      beginAnother();
      save();
      return true;
    }
  }

  private void save() {
    Drafts.Saved saved = drafts.save(viewer.get(), draftId(), customerKey(), type, values, null);
    version = saved.version();
    savedAt = saved.at();
  }

  /** To the request's page, or back to the questions with what is to mend. */
  public String send() {
    if (previewed) {
      return null;
    }
    values = new HashMap<>(typed.of(form(), values, requester));
    try {
      String number = submit();
      sentForm.remember(address());
      return "/request.xhtml?faces-redirect=true&number=" + number;
    } catch (InvalidSubmission e) {
      violations = Map.copyOf(e.violations());
      reviewing = false;
      return null;
    }
  }

  private String submit() {
    try {
      return submitOnce();
    } catch (AlreadySent e) {
      beginAnother(); // a page out of the browser's memory, filled in anew
      return submitOnce();
    }
  }

  private String submitOnce() {
    requester = whoAsks.of(customer, key); // whether he still may
    Submission submission = new Submission(key, values, draftId(), language());
    return isOnBehalf()
        ? submitRequest.submitFor(viewer.get(), requester, submission)
        : submitRequest.submit(viewer.get(), submission);
  }

  /** Mails about the request are for the customer. */
  private Locale language() {
    String chosen = isOnBehalf() ? onBehalf.language(customerKey()) : "";
    return chosen.isEmpty() ? reader.getLocale() : Locale.forLanguageTag(chosen);
  }

  /** Leaves with everything kept. */
  public String saveAndClose() {
    values = new HashMap<>(typed.of(form(), values, requester));
    if (previewed) {
      return null;
    }
    boolean isEmpty = values.isEmpty() && draftFiles.getFiles().isEmpty();
    if (!isEmpty && !keep()) {
      return null; // who leaves now would lose it
    }
    return isOnBehalf()
        ? "/on-behalf.xhtml?faces-redirect=true&customer=" + customer
        : "/index.xhtml?faces-redirect=true";
  }

  /** Whether a supervisor looks at it: nothing is kept, and nothing can be sent. */
  public boolean isPreviewed() {
    return previewed;
  }

  /** Which form is looked at: {@code draft}, or the number of a version; null for customers. */
  public String getPreview() {
    return preview;
  }

  public void setPreview(String preview) {
    this.preview = preview;
  }

  /** What is to mend in that input; null when nothing is. */
  public Violation violation(String input) {
    return violations.get(input);
  }

  /** Everything to mend, in the form's order. */
  public List<Problem> getProblems() {
    List<Problem> problems = new ArrayList<>();
    for (FormField field : form().fields()) {
      for (String input : field.inputs()) {
        if (violations.containsKey(input)) {
          problems.add(new Problem(input, field, violations.get(input)));
        }
      }
    }
    return problems;
  }

  /** Whether anything of the field is to mend. */
  public boolean isToMend(FormField field) {
    return field.inputs().stream().anyMatch(violations::containsKey);
  }

  /** Whether the field is asked, given the answers before it. */
  public boolean isAsked(FormField field) {
    return form().shown(values).contains(field);
  }

  /** The address that leads back to this draft. */
  public String address() {
    return addressOf(draft);
  }

  /** The address that leads to another draft of the same service. */
  public String addressOf(Object other) {
    return previewed
        ? "/new?type=" + key + "&preview=" + preview
        : "/new?type=" + key + "&draft=" + other + (isOnBehalf() ? "&customer=" + customer : "");
  }

  /** Whether it is filed for somebody on the telephone. */
  public boolean isOnBehalf() {
    return customerKey() != null;
  }

  private UUID customerKey() {
    return WhoAsks.keyOf(customer);
  }

  /** Whose request it will be. */
  public Viewer getRequester() {
    return requester;
  }

  public String getCustomer() {
    return customer;
  }

  public void setCustomer(String customer) {
    this.customer = customer;
  }

  private Form form() {
    return type.form();
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

  /** A draft of the same service from before; null when there is none. */
  public DraftRow getEarlier() {
    return earlier;
  }

  /** When the draft was saved; null when it was not. */
  public Instant getSavedAt() {
    return savedAt;
  }

  public int getVersion() {
    return version;
  }

  public boolean isReviewing() {
    return reviewing;
  }

  /** Whether it can be sent as it is: a long form is read once more before. */
  public boolean isReviewed() {
    return !previewed && (reviewing || !form().isLong());
  }

  public Map<String, String> getValues() {
    return values;
  }

  public Map<String, Violation> getViolations() {
    return violations;
  }
}
