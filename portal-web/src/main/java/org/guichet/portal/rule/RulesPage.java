package org.guichet.portal.rule;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.guichet.access.NotVisible;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;
import org.guichet.rule.KeepRules;
import org.guichet.rule.Rule;
import org.guichet.rule.RuleDraft;
import org.guichet.rule.RuleGone;
import org.guichet.rule.RuleRuns;
import org.guichet.rule.RuleRuns.Run;
import org.guichet.rule.Rules;
import org.guichet.rule.TryRule;

/** The rules in their order; beside them the one that is edited, tried, and what it did. */
@Named
@ViewScoped
public class RulesPage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final int LAST_RUNS = 20;

  @Inject Rules rules;
  @Inject KeepRules keepRules;
  @Inject RuleRuns ruleRuns;
  @Inject TryRule tryRule;
  @Inject RuleForm ruleForm;
  @Inject RuleWords ruleWords;
  @Inject CurrentViewer viewer;
  @Inject Words words;

  private String selected = "";
  private List<Rule> all = List.of();
  private List<Run> runs = List.of();
  private String number = "";
  private String trial = "";

  public void load() {
    refresh();
    if (isOpen()) {
      ruleForm.load(getRule() == null ? RuleDraft.empty() : getRule().draft());
    }
  }

  /** Reads the rules and the runs of the open one as they are now. */
  public void refresh() {
    all = rules.all(viewer.get());
    runs = getRule() == null ? List.of() : ruleRuns.of(viewer.get(), getRule().id(), LAST_RUNS);
  }

  public void up(Rule rule) {
    keepRules.move(viewer.get(), rule.id(), true);
    load();
  }

  public void down(Rule rule) {
    keepRules.move(viewer.get(), rule.id(), false);
    load();
  }

  /** Switches it on, or off. */
  public void turn(Rule rule) {
    keepRules.turn(viewer.get(), rule.id(), !rule.active());
    load();
  }

  /** Removes the open one. */
  public String remove() {
    if (getRule() != null) {
      keepRules.remove(viewer.get(), getRule().id());
    }
    return "/rules.xhtml?faces-redirect=true";
  }

  /** Says what the open one would do to a request. */
  public void tryIt() {
    String typed = number.strip();
    try {
      trial = ruleWords.trial(getRule(), tryRule.on(viewer.get(), getRule(), typed));
    } catch (NotVisible unknown) {
      trial = words.of("rules.try.unknown", typed);
    } catch (RuleGone removed) {
      trial = words.of("rules.try.gone");
    }
  }

  /** Whether one is edited, a new one perhaps. */
  public boolean isOpen() {
    return selected != null && !selected.isEmpty();
  }

  /** The one that is edited; null for a new one. */
  public Rule getRule() {
    return all.stream()
        .filter(rule -> Long.toString(rule.id()).equals(selected))
        .findFirst()
        .orElse(null);
  }

  public List<Rule> getAll() {
    return all;
  }

  public List<Run> getRuns() {
    return runs;
  }

  /** What the trial said; empty before it. */
  public String getTrial() {
    return trial;
  }

  public String getNumber() {
    return number;
  }

  public void setNumber(String number) {
    this.number = number == null ? "" : number;
  }

  public String getSelected() {
    return selected;
  }

  public void setSelected(String selected) {
    this.selected = selected;
  }
}
