package org.guichet.portal.catalogue;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.guichet.access.NotVisible;
import org.guichet.catalogue.CatalogueDesk;
import org.guichet.catalogue.CatalogueDesk.Team;
import org.guichet.catalogue.Refused;
import org.guichet.catalogue.ServiceDraft;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.request.Priority;

/** One service of the catalogue, as it is typed. What is wrong stays typed. */
@Named
@ViewScoped
public class ServiceForm implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String NEW = "new";

  @Inject CatalogueDesk desk;
  @Inject CataloguePage page;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;
  @Inject Words words;

  private ServiceDraft seen = ServiceDraft.EMPTY;
  private List<Team> teams = List.of();
  private TypedText name;
  private TypedText summary;
  private TypedText usual;
  private TypedText searchWords;
  private String category;
  private String icon;
  private String team;
  private String priority;
  private boolean offered;
  private Problems problems = Problems.NONE;
  private String notice = "";

  /**
   * Shows a service as it is now.
   *
   * @param key {@code new} for an empty one
   * @throws NotVisible when there is no such service
   */
  public void load(String key) {
    teams = desk.teams(viewer.get());
    show(
        NEW.equals(key)
            ? ServiceDraft.EMPTY
            : desk.find(viewer.get(), key).orElseThrow(() -> new NotVisible("service", key)));
  }

  private void show(ServiceDraft draft) {
    seen = draft;
    name = new TypedText(draft.name());
    summary = new TypedText(draft.summary());
    usual = new TypedText(draft.usual());
    searchWords = new TypedText(draft.searchWords());
    category = draft.category();
    icon = draft.icon();
    team = draft.team();
    priority = draft.priority();
    offered = draft.offered();
    problems = Problems.NONE;
    notice = "";
  }

  /** Keeps it; what is wrong is said beside it. */
  public void save() {
    notice = "";
    try {
      String key = desk.save(viewer.get(), draft());
      boolean isNew = !isKept();
      load(key);
      page.setService(key);
      page.refresh();
      notice = words.of(isNew ? "catalogue.added" : "catalogue.kept");
    } catch (Refused refused) {
      problems = Problems.of(refused);
    }
  }

  private ServiceDraft draft() {
    return new ServiceDraft(
        seen.key(),
        seen.version(),
        category,
        name.typed(),
        summary.typed(),
        usual.typed(),
        searchWords.typed(),
        icon,
        team,
        priority,
        offered);
  }

  /** What is wrong there; empty when nothing is. */
  public String problem(String field) {
    return problems.about(field, words);
  }

  public boolean isRefused() {
    return !problems.isEmpty();
  }

  /** Whether it is in the catalogue already. */
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

  public String getKey() {
    return seen.key();
  }

  public List<Team> getTeams() {
    return teams;
  }

  public List<String> getIcons() {
    return ServiceDraft.ICONS;
  }

  public Priority[] getPriorities() {
    return Priority.values();
  }

  public TypedText getName() {
    return name;
  }

  public TypedText getSummary() {
    return summary;
  }

  public TypedText getUsual() {
    return usual;
  }

  public TypedText getSearchWords() {
    return searchWords;
  }

  public String getCategory() {
    return category;
  }

  public void setCategory(String category) {
    this.category = category;
  }

  public String getIcon() {
    return icon;
  }

  public void setIcon(String icon) {
    this.icon = icon;
  }

  public String getTeam() {
    return team;
  }

  public void setTeam(String team) {
    this.team = team;
  }

  public String getPriority() {
    return priority;
  }

  public void setPriority(String priority) {
    this.priority = priority;
  }

  public boolean isOffered() {
    return offered;
  }

  public void setOffered(boolean offered) {
    this.offered = offered;
  }
}
