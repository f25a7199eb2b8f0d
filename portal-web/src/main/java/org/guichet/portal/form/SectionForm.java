package org.guichet.portal.form;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.guichet.access.NotVisible;
import org.guichet.catalogue.Form.Section;
import org.guichet.catalogue.Refused;
import org.guichet.catalogue.Refused.Problem;
import org.guichet.catalogue.TwoLanguages;
import org.guichet.form.FormEdit;
import org.guichet.portal.catalogue.Problems;
import org.guichet.portal.catalogue.TypedText;
import org.guichet.portal.shared.Words;

/** The title of one section of a form, as it is typed. */
@Named
@ViewScoped
public class SectionForm implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String NEW = "new";
  private static final int LONGEST_TITLE = 80;

  @Inject FormPage page;
  @Inject Words words;

  private int place = -1;
  private TypedText title = new TypedText(TwoLanguages.NOTHING);
  private Problems problems = Problems.NONE;
  private String notice = "";

  /**
   * Shows the title of a section.
   *
   * @param key its place; {@code new} for one to be made
   * @throws NotVisible when there is no such section
   */
  public void load(String key) {
    place = NEW.equals(key) ? -1 : placeOf(key, page.getSections());
    title =
        new TypedText(
            place < 0
                ? TwoLanguages.NOTHING
                : TwoLanguages.of(page.getSections().get(place).title()));
    problems = Problems.NONE;
    notice = "";
  }

  /** The place that an address names. */
  static int placeOf(String key, List<Section> sections) {
    int place = key != null && key.matches("\\d{1,3}") ? Integer.parseInt(key) : -1;
    if (place < 0 || place >= sections.size()) {
      throw new NotVisible("section", key);
    }
    return place;
  }

  /** Keeps it; what is wrong is said beside it. */
  public void save() {
    notice = "";
    try {
      List<Problem> found = new ArrayList<>();
      title.typed().check("section", true, LONGEST_TITLE, found);
      if (!found.isEmpty()) {
        throw new Refused(found);
      }
      page.changeEdited(
          form ->
              place < 0
                  ? FormEdit.addSection(form, title.typed().text())
                  : FormEdit.retitle(form, place, title.typed().text()));
      place = place < 0 ? page.getSections().size() - 1 : place;
      page.setSection(String.valueOf(place));
      problems = Problems.NONE;
      notice = words.of("form.kept");
    } catch (Refused refused) {
      problems = Problems.of(refused);
    }
  }

  /** Two sections have changed places. */
  void swapped(int one, int other) {
    place = place == one ? other : place == other ? one : place;
  }

  /** A section is gone; not the one that is edited. */
  void removed(int gone) {
    place = place > gone ? place - 1 : place;
  }

  int getPlace() {
    return place;
  }

  /** What is wrong there; empty when nothing is. */
  public String problem(String field) {
    return problems.about(field, words);
  }

  public boolean isRefused() {
    return !problems.isEmpty();
  }

  public boolean isKept() {
    return place >= 0;
  }

  /** What was done; empty when nothing was. */
  public String getNotice() {
    return notice;
  }

  public TypedText getTitle() {
    return title;
  }
}
