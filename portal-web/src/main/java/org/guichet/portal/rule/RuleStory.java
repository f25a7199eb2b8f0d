package org.guichet.portal.rule;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guichet.conversation.ActivityKind;
import org.guichet.portal.request.Statuses;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestStatus;
import org.guichet.rule.Impossible;
import org.guichet.rule.RuleEvent;
import org.guichet.rule.RuleRuns.Outcome;
import org.guichet.rule.RuleRuns.Run;

/** How the timeline, the runs and the preview tell what a rule did, or why it did not. */
@Named
@RequestScoped
public class RuleStory {
  private static final List<String> DEEDS =
      List.of("team", "person", "priority", "status", "tag", "tell", "flow");

  @Inject Words words;
  @Inject Statuses statuses;

  /** What an entry of the timeline says of a rule. */
  public String sentence(ActivityKind kind, Map<String, String> details) {
    return kind == ActivityKind.RULE_APPLIED
        ? words.of("story.RULE_APPLIED", details.get("rule"), because(details), deeds(details))
        : words.of("story.RULE_STOPPED", details.get("rule"), inTheWay(details));
  }

  /** Because of what it acted: a request was sent. */
  public String because(Map<String, String> details) {
    return words.of("rules.because." + name(details.get("event")));
  }

  private static String name(String type) {
    return Stream.of(RuleEvent.values())
        .filter(event -> event.type().equals(type))
        .findFirst()
        .map(Enum::name)
        .orElse("SUBMITTED");
  }

  /** What it did, one after the other; empty for nothing. */
  public String deeds(Map<String, String> details) {
    return DEEDS.stream()
        .filter(details::containsKey)
        .map(deed -> deed(deed, details.get(deed)))
        .collect(Collectors.joining(", "));
  }

  private String deed(String deed, String value) {
    return switch (deed) {
      case "priority" -> words.of("rules.did.priority", words.of("priority." + value));
      case "status" ->
          words.of("rules.did.status", statuses.word(RequestStatus.valueOf(value), "staff"));
      case "tell" -> words.of("rules.did.tell." + value);
      default -> words.of("rules.did." + deed, value);
    };
  }

  /** What was in the way, in a sentence. */
  public String inTheWay(Map<String, String> details) {
    return inTheWay(details.get("why"), details.getOrDefault("value", ""));
  }

  /** The same by its parts. */
  public String inTheWay(String why, String value) {
    String named =
        Impossible.Why.NO_STEP.name().equals(why)
            ? statuses.word(RequestStatus.valueOf(value), "staff")
            : value;
    return words.of("rules.why." + why, named);
  }

  /** How a run ended, in a sentence. */
  public String run(Run run) {
    Map<String, String> details = run.detailTexts();
    return switch (run.outcome()) {
      case DONE -> deeds(details);
      case NOTHING -> words.of("rules.run.NOTHING");
      case FAILED, STOPPED -> inTheWay(details);
    };
  }

  public String tone(Run run) {
    return switch (run.outcome()) {
      case DONE -> "ok";
      case NOTHING -> "mute";
      case FAILED -> "bad";
      case STOPPED -> "warn";
    };
  }

  public String icon(Run run) {
    return run.outcome() == Outcome.DONE
        ? "check"
        : run.outcome() == Outcome.NOTHING ? "pause" : "stop";
  }
}
