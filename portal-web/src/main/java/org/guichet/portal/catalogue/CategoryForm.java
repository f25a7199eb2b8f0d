package org.guichet.portal.catalogue;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.guichet.access.NotVisible;
import org.guichet.catalogue.Categories;
import org.guichet.catalogue.CategoryDraft;
import org.guichet.catalogue.Refused;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;

/** One category of the catalogue, as it is typed. What is wrong stays typed. */
@Named
@ViewScoped
public class CategoryForm implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String NEW = "new";

  @Inject Categories categories;
  @Inject CataloguePage page;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;
  @Inject Words words;

  private CategoryDraft seen = CategoryDraft.EMPTY;
  private TypedText name = new TypedText(seen.name());
  private Problems problems = Problems.NONE;
  private String notice = "";

  /**
   * Shows a category as it is now.
   *
   * @param key {@code new} for an empty one
   * @throws NotVisible when there is no such category
   */
  public void load(String key) {
    show(
        NEW.equals(key)
            ? CategoryDraft.EMPTY
            : categories
                .find(viewer.get(), key)
                .orElseThrow(() -> new NotVisible("category", key)));
  }

  private void show(CategoryDraft draft) {
    seen = draft;
    name = new TypedText(draft.name());
    problems = Problems.NONE;
    notice = "";
  }

  /** Keeps it; what is wrong is said beside it. */
  public void save() {
    act(
        () -> {
          CategoryDraft draft = new CategoryDraft(seen.key(), seen.version(), name.typed());
          String key = categories.save(viewer.get(), draft);
          load(key);
          page.setCategory(key);
          notice = words.of("catalogue.category.kept");
        });
  }

  /** Removes it, when nothing stands in it. */
  public void remove() {
    act(
        () -> {
          categories.remove(viewer.get(), seen.key());
          show(CategoryDraft.EMPTY);
          page.setCategory(NEW);
          notice = words.of("catalogue.category.removed");
        });
  }

  private void act(Runnable change) {
    notice = "";
    try {
      change.run();
      page.refresh();
    } catch (Refused refused) {
      problems = Problems.of(refused);
    }
  }

  /** What is wrong there; empty when nothing is. */
  public String problem(String field) {
    return problems.about(field, words);
  }

  public boolean isRefused() {
    return !problems.isEmpty();
  }

  public boolean isKept() {
    return !seen.key().isEmpty();
  }

  /** Its name before somebody typed another. */
  public String getTitle() {
    return seen.name().text().in(reader.getLocale());
  }

  /** What was done; empty when nothing was. */
  public String getNotice() {
    return notice;
  }

  public TypedText getName() {
    return name;
  }
}
