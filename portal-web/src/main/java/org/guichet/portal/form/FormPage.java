package org.guichet.portal.form;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.function.UnaryOperator;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.Form.Section;
import org.guichet.catalogue.FormCheck;
import org.guichet.catalogue.FormField;
import org.guichet.catalogue.Refused;
import org.guichet.catalogue.UnusableForm;
import org.guichet.catalogue.UnusableForm.Fault;
import org.guichet.form.FormDesk;
import org.guichet.form.FormDesk.Draft;
import org.guichet.form.FormDesk.Version;
import org.guichet.form.FormEdit;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.catalogue.Problems;
import org.guichet.portal.shared.Words;

/** The form of a service while it is changed: its questions in their order, and what is open. */
@Named
@ViewScoped
public class FormPage implements Serializable {
  private static final long serialVersionUID = 1L;

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
  private Problems problems = Problems.NONE;
  private String notice = "";

  public void load() {
    refresh();
    if (isQuestionOpen()) {
      questionForm.load(question, section, kind);
    } else if (isSectionOpen()) {
      sectionForm.load(section);
    }
  }

  /** Reads the form as it is now. */
  public void refresh() {
    draft = formDesk.open(viewer.get(), service == null ? "" : service);
    versions = formDesk.versions(viewer.get(), service);
    faults = draft.isChanged() ? FormCheck.faults(draft.form()) : List.of();
    problems = Problems.NONE;
  }

  /**
   * Changes the draft.
   *
   * @throws Refused when somebody else has changed it since it was read
   */
  void change(UnaryOperator<Form> change) {
    formDesk.save(viewer.get(), draft, change.apply(draft.form()));
    refresh();
  }

  public void up(FormField field) {
    act(() -> change(form -> FormEdit.move(form, field.key(), true)), "");
  }

  public void down(FormField field) {
    act(() -> change(form -> FormEdit.move(form, field.key(), false)), "");
  }

  public void remove(FormField field) {
    act(() -> change(form -> FormEdit.remove(form, field.key())), "form.question.removed");
    question = null;
  }

  public void sectionUp(int place) {
    act(() -> change(form -> FormEdit.moveSection(form, place, true)), "");
  }

  public void sectionDown(int place) {
    act(() -> change(form -> FormEdit.moveSection(form, place, false)), "");
  }

  /** Its questions go to the section before it, or after it. */
  public void removeSection(int place) {
    act(() -> change(form -> FormEdit.removeSection(form, place)), "form.section.removed");
    section = null;
  }

  /** What a version of before asked becomes the draft. */
  public void takeUp(Version version) {
    act(
        () -> {
          Form before = formDesk.version(viewer.get(), service, version.version());
          change(form -> before);
        },
        "form.takenUp");
  }

  /** Customers are asked it from now on. */
  public void publish() {
    try {
      act(
          () -> {
            formDesk.publish(viewer.get(), draft);
            refresh();
          },
          "form.published");
    } catch (UnusableForm e) {
      faults = e.faults();
    }
  }

  /** What customers are asked is the form again. */
  public void discard() {
    act(
        () -> {
          formDesk.discard(viewer.get(), draft);
          refresh();
        },
        "form.discarded");
  }

  private void act(Runnable change, String says) {
    notice = "";
    try {
      change.run();
      notice = says.isEmpty() ? "" : words.of(says);
    } catch (Refused refused) {
      refresh(); // to what the other one made of it
      problems = Problems.of(refused);
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
    return problems.about("", words);
  }

  /** What was done; empty when nothing was. */
  public String getNotice() {
    return notice;
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
