package org.guichet.portal.rule;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.guichet.portal.request.Statuses;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestStatus;
import org.guichet.rule.Rule;
import org.guichet.rule.RuleFit;
import org.guichet.rule.TryRule.Trial;

/** A rule in one sentence, and what its trial says. */
@Named
@RequestScoped
public class RuleWords {
  @Inject Words words;
  @Inject Reader reader;
  @Inject Statuses statuses;
  @Inject RuleStory story;

  /** When a request is sent, and the service is Repair: assign it to the next of Workshop. */
  public String sentence(Rule rule) {
    List<String> conditions = conditions(rule, null);
    String conditionText = conditions.isEmpty() ? "" : words.of("rules.say.if", joined(conditions));
    return words.of(
        "rules.say",
        words.of("rules.event." + rule.ruleEvent()),
        conditionText,
        String.join(", ", actions(rule)),
        rule.stopAfter() ? words.of("rules.say.stop") : "");
  }

  private String joined(List<String> parts) {
    return String.join(words.of("rules.say.and"), parts);
  }

  /** Its conditions; with a fit, those alone that do not hold. */
  private List<String> conditions(Rule rule, RuleFit fit) {
    List<String> all = new ArrayList<>();
    add(all, fit == null || !fit.service(), "service", serviceName(rule));
    add(all, fit == null || !fit.organization(), "organization", rule.organization());
    add(all, fit == null || !fit.words(), "words", wordText(rule));
    add(all, fit == null || !fit.priority(), "priority", priority(rule.ifPriority()));
    add(all, fit == null || !fit.status(), "status", status(rule.ifStatus()));
    add(all, fit == null || !fit.tag(), "tag", rule.ifTag());
    add(all, fit == null || !fit.channel(), "channel", channel(rule));
    return all;
  }

  private void add(List<String> all, boolean wanted, String condition, String value) {
    if (wanted && value != null) {
      all.add(words.of("rules.if." + condition, value));
    }
  }

  private String serviceName(Rule rule) {
    return rule.serviceNames() == null ? null : rule.serviceNames().in(reader.getLocale());
  }

  private String wordText(Rule rule) {
    return rule.words() == null
        ? null
        : rule.words().stream()
            .map(word -> "“" + word + "”")
            .collect(Collectors.joining(words.of("rules.if.or")));
  }

  private String priority(String priority) {
    return priority == null ? null : words.of("priority." + priority);
  }

  private String status(String status) {
    return status == null ? null : statuses.word(RequestStatus.valueOf(status), "staff");
  }

  private String channel(Rule rule) {
    return Rule.PORTAL.equals(rule.channel()) ? words.of("rules.portal") : rule.channel();
  }

  private List<String> actions(Rule rule) {
    List<String> all = new ArrayList<>();
    if (rule.assign() != null) {
      String to = rule.team() == null ? rule.assignee() : rule.team();
      all.add(words.of("rules.do." + rule.assign(), to));
    }
    addAction(all, "priority", priority(rule.setPriority()));
    addAction(all, "status", status(rule.setStatus()));
    addAction(all, "tag", rule.addTag());
    if (rule.tell() != null) {
      all.add(words.of("rules.do.tell." + rule.tell()));
    }
    addAction(all, "flow", rule.flow());
    return all;
  }

  private void addAction(List<String> all, String action, String value) {
    if (value != null) {
      all.add(words.of("rules.do." + action, value));
    }
  }

  /** What the trial says. */
  public String trial(Rule rule, Trial trial) {
    if (!trial.fit().holds()) {
      return words.of("rules.try.not", trial.number(), joined(conditions(rule, trial.fit())));
    }
    if (trial.why() != null) {
      String why = story.inTheWay(trial.why().name(), trial.value());
      return words.of("rules.try.impossible", trial.number(), why);
    }
    return trial.plan().isEmpty()
        ? words.of("rules.try.nothing", trial.number())
        : words.of("rules.try.would", trial.number(), story.deeds(trial.plan().details()));
  }
}
