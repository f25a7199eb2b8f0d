package org.guichet.portal.macro;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.macro.Macro;
import org.guichet.macro.Macros;
import org.guichet.macro.Macros.Receiver;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.portal.template.Problems;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.template.Refused;
import org.guichet.template.ReplyTemplate;
import org.guichet.template.Templates;

/** One macro, as it is typed. What is wrong stays typed. */
@Named
@ViewScoped
public class MacroForm implements Serializable {
  private static final long serialVersionUID = 1L;

  /** One that is still to be made. */
  private static final String NEW = "new";

  private static final Macro EMPTY =
      new Macro(null, 0, "", null, null, null, null, null, null, null, List.of(), null, null);

  @Inject Macros macros;
  @Inject Templates templates;
  @Inject MacrosPage page;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private Macro seen = EMPTY;
  private TypedMacro typed = new TypedMacro();
  private List<Templates.Team> teams = List.of();
  private List<Receiver> receivers = List.of();
  private List<ReplyTemplate> texts = List.of();
  private Problems problems = Problems.NONE;
  private String notice = "";

  /**
   * Shows it as it is now.
   *
   * @param key {@code new} for an empty one
   * @throws NotVisible when the viewer may not use it
   */
  public void load(String key) {
    show(NEW.equals(key) ? EMPTY : get(key));
    teams = templates.teams(viewer.get());
    receivers = macros.receivers(viewer.get());
    texts = templates.all(viewer.get());
  }

  private Macro get(String key) {
    try {
      return macros
          .find(viewer.get(), UUID.fromString(key))
          .orElseThrow(() -> new NotVisible("macro", key));
    } catch (IllegalArgumentException noKey) {
      throw new NotVisible("macro", key);
    }
  }

  private void show(Macro macro) {
    seen = macro;
    typed = TypedMacro.of(macro);
    problems = Problems.NONE;
    notice = "";
  }

  public void save() {
    act(
        () -> {
          String id = macros.save(viewer.get(), typed.macro(seen)).toString();
          show(get(id));
          page.setOpen(id);
          notice = words.of("macros.kept", seen.name());
        });
  }

  public void remove() {
    act(
        () -> {
          macros.remove(viewer.get(), seen);
          String removed = seen.name();
          show(EMPTY);
          page.setOpen(NEW);
          notice = words.of("macros.removed", removed);
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
    return seen.id() != null;
  }

  /** Whether the viewer may change it: what a team shares is changed by supervisors. */
  public boolean isOpenToChange() {
    return seen.team() == null || viewer.isSupervisor();
  }

  /** What is typed. */
  public TypedMacro getTyped() {
    return typed;
  }

  /** Its name before somebody typed another; empty for a new one. */
  public String getTitle() {
    return seen.name();
  }

  /** What was done; empty when nothing was. */
  public String getNotice() {
    return notice;
  }

  /** Statuses that a request can get: it is never new again. */
  public List<RequestStatus> getStatuses() {
    return Arrays.stream(RequestStatus.values())
        .filter(status -> status != RequestStatus.SUBMITTED)
        .toList();
  }

  public Priority[] getPriorities() {
    return Priority.values();
  }

  public Macro.Assign[] getAssigns() {
    return Macro.Assign.values();
  }

  public Macro.Say[] getSays() {
    return Macro.Say.values();
  }

  /** Teams it can be shared with; none for agents. */
  public List<Templates.Team> getTeams() {
    return teams;
  }

  /** Teams it can give a request to. */
  public List<Receiver> getToTeams() {
    return receivers.stream().filter(Receiver::team).toList();
  }

  /** People it can give a request to. */
  public List<Receiver> getPeople() {
    return receivers.stream().filter(one -> !one.team()).toList();
  }

  /** Templates it can write with. */
  public List<ReplyTemplate> getTexts() {
    return texts;
  }
}
