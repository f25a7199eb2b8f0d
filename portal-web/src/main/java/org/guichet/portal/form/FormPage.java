package org.guichet.portal.form;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.Form.Section;
import org.guichet.catalogue.FormCheck;
import org.guichet.catalogue.FormField;
import org.guichet.catalogue.Refused;
import org.guichet.catalogue.Refused.What;
import org.guichet.catalogue.UnusableForm;
import org.guichet.catalogue.UnusableForm.Fault;
import org.guichet.form.FormDesk;
import org.guichet.form.FormDesk.Draft;
import org.guichet.form.FormDesk.Version;
import org.guichet.form.FormEdit;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;

/** The form of a service while it is changed: its questions in their order, and what is open. */
@Named
@ViewScoped
public class FormPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String NEW = "new";

  @Inject FormDesk formDesk;
  @Inject QuestionForm questionForm;
  @Inject SectionForm sectionForm;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String service;
  private String question;
  private String section;
  private String kind;
  private Draft draft;
  private List<Version> versions = List.of();
  private List<Fault> faults = List.of();
  private boolean overtaken;
  private String problem = "";
  private String said = "";

  public void load() {
    refresh();
    forgetWhatIsGone();
    if (isQuestionOpen()) {
      questionForm.load(question, section, kind);
    } else if (isSectionOpen()) {
      sectionForm.load(section);
    }
  }

  /** An address of before may name what was removed since. */
  private void forgetWhatIsGone() {
    if (isQuestionOpen() && !NEW.equals(question) && find(question).isEmpty()) {
      question = null;
    }
    if (section != null
        && section.matches("\\d+")
        && section.length() < 4
        && Integer.parseInt(section) >= getSections().size()) {
      section = null;
    }
  }

  /** The question of that key. */
  Optional<FormField> find(String key) {
    return draft.form().fields().stream().filter(field -> field.key().equals(key)).findFirst();
  }

  /** Reads the form as it is now. */
  public void refresh() {
    draft = formDesk.open(viewer.get(), service == null ? "" : service);
    versions = formDesk.versions(viewer.get(), service);
    faults = draft.isChanged() ? FormCheck.faults(FormEdit.filled(draft.form())) : List.of();
  }

  /**
   * Changes the draft.
   *
   * @throws Refused when somebody else has changed it since it was read
   */
  private void change(UnaryOperator<Form> change) {
    Form changed = change.apply(draft.form());
    if (!changed.equals(draft.form())) {
      formDesk.save(viewer.get(), draft, changed);
      refresh();
    }
  }

  /**
   * Changes the draft by what is typed beside it.
   *
   * @throws Refused also when the page has shown what somebody else changed after that was opened
   */
  void changeEdited(UnaryOperator<Form> change) {
    if (overtaken) {
      throw new Refused("", What.CHANGED);
    }
    change(change);
  }

  public void up(FormField field) {
    act(() -> change(form -> FormEdit.move(form, field.key(), true)), "");
  }

  public void down(FormField field) {
    act(() -> change(form -> FormEdit.move(form, field.key(), false)), "");
  }

  public void remove(FormField field) {
    if (act(() -> change(form -> FormEdit.remove(form, field.key())), "form.question.removed")
        && field.key().equals(question)) {
      question = null;
    }
  }

  public void sectionUp(int place) {
    moveSection(place, true);
  }

  public void sectionDown(int place) {
    moveSection(place, false);
  }

  private void moveSection(int place, boolean up) {
    if (act(() -> change(form -> FormEdit.moveSection(form, place, up)), "")) {
      int other = place + (up ? -1 : 1);
      questionForm.swapped(place, other);
      sectionForm.swapped(place, other);
    }
  }

  /** Its questions go to the section before it, or after it. */
  public void removeSection(int place) {
    boolean isEdited = edits(place);
    if (act(() -> change(form -> FormEdit.removeSection(form, place)), "form.section.removed")) {
      questionForm.removed(place);
      sectionForm.removed(place);
      if (isEdited) {
        close();
      }
    }
  }

  /** Whether what is open beside the form is only about that section: its title, or a new kind. */
  public boolean edits(int place) {
    return isSectionOpen()
        ? sectionForm.getPlace() == place
        : isQuestionOpen() && questionForm.isKindless();
  }

  private void close() {
    question = null;
    section = null;
  }

  /** What a version of before asked becomes the draft. */
  public void takeUp(Version version) {
    boolean isTaken =
        act(
            () -> {
              Form before = formDesk.version(viewer.get(), service, version.version());
              change(form -> before);
            },
            "form.takenUp");
    if (isTaken) {
      close();
    }
  }

  /** Customers are asked it from now on. */
  public void publish() {
    try {
      act(this::publishSeen, "");
    } catch (UnusableForm e) {
      faults = e.faults();
    }
  }

  private void publishSeen() {
    int before = draft.published();
    int version = formDesk.publish(viewer.get(), draft);
    refresh();
    said = version == before ? "form.same" : "form.published";
  }

  /** What customers are asked is the form again. */
  public void discard() {
    boolean isDone =
        act(
            () -> {
              formDesk.discard(viewer.get(), draft);
              refresh();
            },
            "form.discarded");
    if (isDone) {
      close();
    }
  }

  private boolean act(Runnable change, String says) {
    said = says;
    problem = "";
    try {
      change.run();
      return true;
    } catch (Refused refused) {
      said = "";
      refresh(); // to what the other one made of it
      overtaken = true;
      problem = "form.overtaken";
      return false;
    }
  }

  public boolean isQuestionOpen() {
    return question != null && !question.isEmpty();
  }

  public boolean isSectionOpen() {
    return !isQuestionOpen() && section != null && !section.isEmpty();
  }

  public boolean isOpen() {
    return isQuestionOpen() || isSectionOpen();
  }

  /** Why nothing was changed; empty when it was. */
  public String getProblem() {
    return problem.isEmpty() ? "" : words.of(problem);
  }

  /** What was done; empty when nothing was. */
  public String getNotice() {
    return said.isEmpty() ? "" : words.of(said);
  }

  public Draft getDraft() {
    return draft;
  }

  public Form getForm() {
    return draft.form();
  }

  public List<Section> getSections() {
    return draft.form().sections();
  }

  /** What is to mend before it can be published. */
  public List<Fault> getFaults() {
    return faults;
  }

  public List<Version> getVersions() {
    return versions;
  }

  public FieldKind[] getKinds() {
    return FieldKind.values();
  }

  public String getService() {
    return service;
  }

  public void setService(String service) {
    this.service = service;
  }

  /** Key of the question that is open; {@code new} for one to be made. */
  public String getQuestion() {
    return question;
  }

  public void setQuestion(String question) {
    this.question = question;
  }

  /** Place of the section that is open, or that a new question comes into. */
  public String getSection() {
    return section;
  }

  public void setSection(String section) {
    this.section = section;
  }

  /** What a new question takes; null as long as it is not chosen. */
  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }
}
