package org.guichet.portal.form;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.guichet.access.NotVisible;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.FormField;
import org.guichet.catalogue.Refused;
import org.guichet.form.FormDesk;
import org.guichet.form.FormEdit;
import org.guichet.form.QuestionDraft;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.catalogue.Problems;
import org.guichet.portal.shared.Words;

/** One question of a form, as it is typed. What is wrong stays typed. */
@Named
@ViewScoped
public class QuestionForm implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String NEW = "new";

  /** Name of the list of questions on which the question can depend. */
  private static final String WHEN = "when";

  /** Name of the boxes of answers on which the question depends: their values are key=answer. */
  private static final String ANSWERS = "answers";

  @Inject FormDesk formDesk;
  @Inject FormPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;
  @Inject HttpServletRequest request;

  private TypedQuestion typed;
  private int section;
  private List<String> lookups = List.of();
  private Problems problems = Problems.NONE;
  private String notice = "";

  /**
   * Shows a question.
   *
   * @param key {@code new} for one to be made
   * @param place of the section that a new one comes into
   * @param kind of a new one; null as long as it is not chosen
   * @throws NotVisible when there is no such question, section or kind
   */
  public void load(String key, String place, String kind) {
    if (NEW.equals(key)) {
      section = SectionForm.placeOf(place == null ? "0" : place, page.getSections());
      typed = kind == null ? null : TypedQuestion.of(kindOf(kind));
    } else {
      show(key);
    }
    lookups = typed != null && typed.getKind() == FieldKind.LOOKUP ? lookups() : List.of();
    problems = Problems.NONE;
    notice = "";
  }

  /** What can be asked, and what the question asks now even if nobody answers it any more. */
  private List<String> lookups() {
    List<String> all = new ArrayList<>(formDesk.lookups(viewer.get()));
    if (!typed.getLookup().isEmpty() && !all.contains(typed.getLookup())) {
      all.add(typed.getLookup());
    }
    return all;
  }

  private static FieldKind kindOf(String name) {
    return Arrays.stream(FieldKind.values())
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NotVisible("kind", name));
  }

  private void show(String key) {
    typed =
        page.find(key)
            .map(field -> TypedQuestion.of(QuestionDraft.of(page.getForm(), field)))
            .orElseThrow(() -> new NotVisible("question", key));
  }

  /** Two sections have changed places. */
  void swapped(int one, int other) {
    section = section == one ? other : section == other ? one : section;
  }

  /** A section is gone, its questions stand in the one before it, or after it. */
  void removed(int place) {
    section = section > place || section == place && place > 0 ? section - 1 : section;
  }

  /** Keeps it; what is wrong is said beside it. */
  public void save() {
    notice = "";
    read();
    try {
      QuestionDraft draft = typed.draft();
      FormField field = draft.field(page.getForm());
      page.changeEdited(
          form -> {
            String naming = draft.naming() ? field.key() : nameWithout(form.subject(), field.key());
            return FormEdit.nameBy(FormEdit.put(form, section, field), naming);
          });
      show(field.key());
      page.setQuestion(field.key());
      problems = Problems.NONE;
      notice = words.of("form.kept");
    } catch (Refused refused) {
      problems = Problems.of(refused);
    }
  }

  private static String nameWithout(String naming, String key) {
    return Objects.equals(naming, key) ? null : naming;
  }

  /** Plain inputs: which there are depends on the questions before this one. */
  private void read() {
    String decides = request.getParameter(WHEN);
    boolean isThere = getDeciding().stream().anyMatch(field -> field.key().equals(decides));
    typed.setWhen(isThere ? decides : "");
    String[] chosen = request.getParameterValues(ANSWERS);
    String begins = typed.getWhen() + "=";
    typed.setIs(
        chosen == null
            ? List.of()
            : Arrays.stream(chosen)
                .filter(answer -> answer.startsWith(begins))
                .map(answer -> answer.substring(begins.length()))
                .toList());
  }

  public void addOption() {
    read();
    typed.getOptions().add(OptionRow.blank());
  }

  public void removeOption(OptionRow row) {
    read();
    typed.getOptions().remove(row);
  }

  public void optionUp(OptionRow row) {
    read();
    int place = typed.getOptions().indexOf(row);
    if (place > 0) {
      Collections.swap(typed.getOptions(), place, place - 1);
    }
  }

  /** Questions before this one on which it can depend. */
  public List<FormField> getDeciding() {
    List<FormField> before = new ArrayList<>();
    for (FormField field : page.getForm().fields()) {
      if (field.key().equals(typed.getKey())) {
        break;
      }
      if (!field.answers().isEmpty()) {
        before.add(field);
      }
    }
    return before;
  }

  /** Whether the question depends on that answer. */
  public boolean isOn(FormField field, String answer) {
    return field.key().equals(typed.getWhen()) && typed.getIs().contains(answer);
  }

  /** What is wrong there; empty when nothing is. */
  public String problem(String field) {
    return problems.about(field, words);
  }

  /** What is wrong with the answers that are offered; empty when nothing is. */
  public String getOptionsProblem() {
    return List.of("options", "options-en", "options-fr").stream()
        .map(this::problem)
        .filter(problem -> !problem.isEmpty())
        .distinct()
        .collect(Collectors.joining(" "));
  }

  public boolean isRefused() {
    return !problems.isEmpty();
  }

  /** Whether its kind is still to be chosen. */
  public boolean isKindless() {
    return typed == null;
  }

  /** What is typed. */
  public TypedQuestion getTyped() {
    return typed;
  }

  public int getSection() {
    return section;
  }

  public List<String> getLookups() {
    return lookups;
  }

  /** What was done; empty when nothing was. */
  public String getNotice() {
    return notice;
  }
}
