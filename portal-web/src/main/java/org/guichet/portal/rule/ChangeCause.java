package org.guichet.portal.rule;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.portal.servicelevel.DeadlineStory;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestView;
import org.guichet.shared.LocalizedText;

/**
 * Why a request is assigned, urgent or where it stands: the person, the system or the rule that
 * changed it last, out of its timeline.
 */
@Named("cause")
@RequestScoped
public class ChangeCause {
  @Inject Words words;
  @Inject Reader reader;
  @Inject RuleStory rules;
  @Inject DeadlineStory deadlines;

  public String assignment(RequestView view) {
    return last(view, ActivityKind.ASSIGNED, Set.of("person", "team"))
        .map(this::sentence)
        .orElseGet(() -> words.of("cause.team", view.team()));
  }

  public String priority(RequestView view) {
    return last(view, ActivityKind.PRIORITY_CHANGED, Set.of("priority"))
        .map(this::sentence)
        .orElseGet(() -> words.of("cause.priority", view.typeName().in(reader.getLocale())));
  }

  public String status(RequestView view) {
    return last(view, ActivityKind.STATUS_CHANGED, Set.of("status"))
        .map(this::sentence)
        .orElseGet(() -> words.of("cause.status"));
  }

  /** The last change of its kind; what a rule or a service level did is told by its own entry. */
  private static Optional<TimelineEntry> last(
      RequestView view, ActivityKind kind, Set<String> deeds) {
    List<TimelineEntry> all = view.timeline();
    for (int i = all.size() - 1; i >= 0; i--) {
      TimelineEntry entry = all.get(i);
      Map<String, String> details = entry.detailTexts();
      boolean own = entry.activityKind() == kind && !details.containsKey("rule");
      boolean byItself =
          (entry.activityKind() == ActivityKind.RULE_APPLIED
                  || entry.activityKind() == ActivityKind.ESCALATED)
              && deeds.stream().anyMatch(details::containsKey);
      if (own || byItself) {
        return Optional.of(entry);
      }
    }
    return Optional.empty();
  }

  private String sentence(TimelineEntry entry) {
    String at = words.time(entry.happenedAt());
    return switch (entry.activityKind()) {
      case RULE_APPLIED ->
          words.of(
              "cause.rule",
              entry.detailTexts().get("rule"),
              rules.because(entry.detailTexts()),
              at);
      case ESCALATED -> deadlines.escalated(entry.detailTexts());
      default -> words.of(entry.author() == null ? "cause.system" : "cause.person", who(entry), at);
    };
  }

  private String who(TimelineEntry entry) {
    if (entry.author() != null) {
      return entry.author();
    }
    return entry.originName() == null
        ? words.of("notifications.somebody")
        : LocalizedText.parse(entry.originName()).in(reader.getLocale());
  }
}
