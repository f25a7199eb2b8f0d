package org.guichet.portal.template;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.template.Refused;
import org.guichet.template.ReplyTemplate;
import org.guichet.template.Templates;

/** One template, as it is typed. What is wrong stays typed. */
@Named
@ViewScoped
public class TemplateForm implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One that is still to be made. */
  private static final String NEW = "new";

  @Inject Templates templates;
  @Inject TemplatesPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private ReplyTemplate seen;
  private String name = "";
  private String english = "";
  private String french = "";
  private String team = "";
  private List<Templates.Team> teams = List.of();
  private Problems problems = Problems.NONE;
  private String notice = "";

  /**
   * Shows it as it is now.
   *
   * @param key {@code new} for an empty one
   * @throws NotVisible when the viewer may not use it
   */
  public void load(String key) {
    show(
        NEW.equals(key)
            ? new ReplyTemplate(null, 0, "", "", "", null, null)
            : templates.get(viewer.get(), key(key)));
    teams = templates.teams(viewer.get());
  }

  private static UUID key(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException noKey) {
      throw new NotVisible("template", text);
    }
  }

  private void show(ReplyTemplate template) {
    seen = template;
    name = template.name();
    english = template.english();
    french = template.french();
    team = template.team() == null ? "" : template.team().toString();
    problems = Problems.NONE;
    notice = "";
  }

  public void save() {
    act(
        () -> {
          UUID id = templates.save(viewer.get(), typed());
          show(templates.get(viewer.get(), id));
          page.setOpen(id.toString());
          notice = words.of("templates.kept", name);
        });
  }

  public void remove() {
    act(
        () -> {
          templates.remove(viewer.get(), seen);
          String removed = seen.name();
          show(new ReplyTemplate(null, 0, "", "", "", null, null));
          page.setOpen(NEW);
          notice = words.of("templates.removed", removed);
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

  private ReplyTemplate typed() {
    UUID whose = team == null || team.isEmpty() ? null : UUID.fromString(team);
    return new ReplyTemplate(seen.id(), seen.version(), name, english, french, whose, null);
  }

  /** What is wrong there; empty when nothing is. */
  public String problem(String field) {
    return problems.about(field, words);
  }

  public boolean isRefused() {
    return !problems.isEmpty();
  }

  public boolean isKept() {
    return seen != null && seen.id() != null;
  }

  /** Whether the viewer may change it: what a team shares is changed by supervisors. */
  public boolean isOpenToChange() {
    return seen != null && (seen.team() == null || viewer.isSupervisor());
  }

  /** Its name before somebody typed another; empty for a new one. */
  public String getTitle() {
    return seen == null ? "" : seen.name();
  }

  /** The places that are filled in, in one line. */
  public String getPlaces() {
    return Problems.places();
  }

  /** What was done; empty when nothing was. */
  public String getNotice() {
    return notice;
  }

  /** Teams it can be shared with; none for agents. */
  public List<Templates.Team> getTeams() {
    return teams;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getEnglish() {
    return english;
  }

  public void setEnglish(String english) {
    this.english = english;
  }

  public String getFrench() {
    return french;
  }

  public void setFrench(String french) {
    this.french = french;
  }

  public String getTeam() {
    return team;
  }

  public void setTeam(String team) {
    this.team = team;
  }
}
