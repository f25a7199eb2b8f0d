package org.guichet.portal.servicelevel;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.request.Priority;
import org.guichet.servicelevel.LevelDraft;
import org.guichet.servicelevel.Refused;
import org.guichet.servicelevel.ServiceLevels;
import org.guichet.servicelevel.ServiceLevels.Receiver;
import org.guichet.servicelevel.Target;

/** What is promised for one service, as the supervisor types it. What is wrong stays typed. */
@Named
@ViewScoped
public class LevelForm implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject ServiceLevels serviceLevels;
  @Inject CurrentViewer viewer;
  @Inject ServiceLevelsPage page;
  @Inject Words words;

  private LevelDraft seen;
  private String calendar = "";
  private String percent = "";
  private String escalateOn = LevelDraft.NEVER;
  private boolean raise;
  private String team = "";
  private String person = "";
  private boolean tell;
  private final Map<String, String> targets = new HashMap<>();
  private List<Receiver> teams = List.of();
  private List<Receiver> people = List.of();
  private Problems problems = Problems.NONE;
  private String notice = "";

  /** Shows what is promised now. */
  public void load(String service) {
    seen = serviceLevels.find(viewer.get(), service);
    calendar = text(seen.calendar());
    percent = seen.warnPercent();
    escalateOn = seen.escalateOn();
    raise = seen.raisePriority();
    team = text(seen.toTeam());
    person = text(seen.toPerson());
    tell = seen.tellTeam();
    targets.clear();
    seen.targets()
        .forEach(
            (priority, times) ->
                times.forEach(
                    (target, time) -> targets.put(LevelDraft.field(priority, target), time)));
    teams = serviceLevels.teams(viewer.get());
    people = serviceLevels.people(viewer.get());
    problems = Problems.NONE;
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  public void save() {
    act("levels.kept", () -> serviceLevels.save(viewer.get(), draft()));
  }

  /** Promises nothing any more. */
  public void remove() {
    act("levels.removed", () -> serviceLevels.remove(viewer.get(), seen));
  }

  private void act(String done, Runnable change) {
    notice = "";
    try {
      change.run();
      load(seen.type());
      page.refresh();
      notice = words.of(done);
    } catch (Refused refused) {
      problems = Problems.of(refused);
    }
  }

  private LevelDraft draft() {
    Map<String, Map<Target, String>> typed = new HashMap<>();
    for (Priority priority : Priority.values()) {
      Map<Target, String> times = new EnumMap<>(Target.class);
      for (Target target : Target.values()) {
        times.put(target, targets.getOrDefault(LevelDraft.field(priority.name(), target), ""));
      }
      typed.put(priority.name(), times);
    }
    return new LevelDraft(
        seen.type(),
        seen.version(),
        calendar.isEmpty() ? null : Long.valueOf(calendar),
        percent,
        escalateOn,
        raise,
        key(team),
        key(person),
        tell,
        typed);
  }

  private static UUID key(String text) {
    return text == null || text.isEmpty() ? null : UUID.fromString(text);
  }

  /** What is wrong there; empty when nothing is. */
  public String problem(String field) {
    return problems.about(field, words);
  }

  public boolean isRefused() {
    return !problems.isEmpty();
  }

  /** Whether something is promised. */
  public boolean isKept() {
    return seen != null && seen.version() != null;
  }

  /** What was done; empty when nothing was. */
  public String getNotice() {
    return notice;
  }

  public List<Receiver> getTeams() {
    return teams;
  }

  public List<Receiver> getPeople() {
    return people;
  }

  /** By the names of the inputs. */
  public Map<String, String> getTargets() {
    return targets;
  }

  public String getCalendar() {
    return calendar;
  }

  public void setCalendar(String calendar) {
    this.calendar = calendar;
  }

  public String getPercent() {
    return percent;
  }

  public void setPercent(String percent) {
    this.percent = percent;
  }

  public String getEscalateOn() {
    return escalateOn;
  }

  public void setEscalateOn(String escalateOn) {
    this.escalateOn = escalateOn;
  }

  public boolean isRaise() {
    return raise;
  }

  public void setRaise(boolean raise) {
    this.raise = raise;
  }

  public String getTeam() {
    return team;
  }

  public void setTeam(String team) {
    this.team = team;
  }

  public String getPerson() {
    return person;
  }

  public void setPerson(String person) {
    this.person = person;
  }

  public boolean isTell() {
    return tell;
  }

  public void setTell(boolean tell) {
    this.tell = tell;
  }
}
