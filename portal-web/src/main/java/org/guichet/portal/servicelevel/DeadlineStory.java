package org.guichet.portal.servicelevel;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guichet.conversation.ActivityKind;
import org.guichet.portal.shared.Words;

/** How the timeline tells of deadlines in danger and of what the rule did. */
@RequestScoped
public class DeadlineStory {
  @Inject Words words;

  /** The deadline for the solution was missed: 30 November 2026, 16:30. */
  public String danger(ActivityKind kind, Map<String, String> details) {
    return words.of(
        "story." + kind,
        words.of("target.of." + details.get("target")),
        words.absolute(Instant.parse(details.get("due"))));
  }

  /** What the rule did, and why. */
  public String escalated(Map<String, String> details) {
    String done =
        Stream.of("priority", "team", "person")
            .filter(details::containsKey)
            .map(what -> words.of("story.ESCALATED." + what, named(what, details.get(what))))
            .collect(Collectors.joining(", "));
    return words.of(
        "story.ESCALATED." + details.get("danger"),
        words.of("target.of." + details.get("target")),
        done);
  }

  private String named(String what, String value) {
    return what.equals("priority") ? words.of("priority." + value) : value;
  }
}
