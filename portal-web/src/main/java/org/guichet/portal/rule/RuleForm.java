package org.guichet.portal.rule;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.rule.KeepRules;
import org.guichet.rule.Refused;
import org.guichet.rule.Refused.Problem;
import org.guichet.rule.RuleDraft;

/** A rule, as the supervisor types it. What is wrong stays typed. */
@Named
@ViewScoped
public class RuleForm implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject KeepRules keepRules;
  @Inject CurrentViewer viewer;
  @Inject RulesPage page;
  @Inject Words words;

  private RuleDraft seen = RuleDraft.empty();
  private final Map<String, String> values = new HashMap<>();
  private boolean active;
  private boolean stopAfter;
  private List<Problem> problems = List.of();
  private String notice = "";

  /** Shows a rule as it is now. */
  public void load(RuleDraft draft) {
    seen = draft;
    values.put("name", draft.name());
    values.put("event", draft.event());
    values.put("service", draft.service());
    values.put("organization", draft.organization());
    values.put("words", draft.words());
    values.put("ifPriority", draft.ifPriority());
    values.put("ifStatus", draft.ifStatus());
    values.put("ifTag", draft.ifTag());
    values.put("channel", draft.channel());
    values.put("assign", draft.assign());
    values.put("setPriority", draft.setPriority());
    values.put("setStatus", draft.setStatus());
    values.put("addTag", draft.addTag());
    values.put("tell", draft.tell());
    values.put("flow", draft.flow());
    active = draft.active();
    stopAfter = draft.stopAfter();
    problems = List.of();
    notice = "";
  }

  /** Keeps it; what is wrong is said beside it. */
  public void save() {
    notice = "";
    try {
      keepRules.save(viewer.get(), draft());
      page.load();
      notice = words.of("rules.kept");
    } catch (Refused refused) {
      problems = refused.problems();
    }
  }

  private RuleDraft draft() {
    return new RuleDraft(
        seen.id(),
        seen.version(),
        value("name"),
        value("event"),
        active,
        stopAfter,
        value("service"),
        value("organization"),
        value("words"),
        value("ifPriority"),
        value("ifStatus"),
        value("ifTag"),
        value("channel"),
        value("assign"),
        value("setPriority"),
        value("setStatus"),
        value("addTag"),
        value("tell"),
        value("flow"));
  }

  private String value(String field) {
    String value = values.get(field);
    return value == null ? "" : value;
  }

  /** What is wrong there; empty when nothing is. */
  public String problem(String field) {
    return problems.stream()
        .filter(problem -> problem.field().equals(field))
        .map(problem -> words.of("rules.wrong." + problem.what()))
        .collect(Collectors.joining(" "));
  }

  public boolean isRefused() {
    return !problems.isEmpty();
  }

  /** Whether it is kept already. */
  public boolean isKept() {
    return seen.id() != null;
  }

  /** What was done; empty when nothing was. */
  public String getNotice() {
    return notice;
  }

  /** By the names of the inputs. */
  public Map<String, String> getValues() {
    return values;
  }

  public boolean isActive() {
    return active;
  }

  public void setActive(boolean active) {
    this.active = active;
  }

  public boolean isStopAfter() {
    return stopAfter;
  }

  public void setStopAfter(boolean stopAfter) {
    this.stopAfter = stopAfter;
  }
}
