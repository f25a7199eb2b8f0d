package org.guichet.portal.work;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestView;

/** How it reads that a request was filed for somebody, or belongs to another one. */
@Named
@RequestScoped
public class WorkStory {
  @Inject Words words;

  /** What happened, in one sentence. */
  public String sentence(ActivityKind kind, String who, Map<String, String> details) {
    String key = "story." + kind;
    return switch (kind) {
      case FILED_FOR -> words.of(key, who, details.get("for"));
      case LINKED, UNLINKED ->
          words.of(key, who, words.of("link." + details.get("kind")), details.get("number"));
      case MERGED ->
          details.containsKey("into")
              ? words.of(key, details.get("into"), who)
              : words.of(key + ".elsewhere", who);
      default -> words.of(key, details.get("number"), who);
    };
  }

  /**
   * The number of the request in which this one goes on; empty when it does not, or not for all.
   */
  public String goesOnIn(RequestView view) {
    return view.timeline().stream()
        .filter(entry -> entry.activityKind() == ActivityKind.MERGED && !view.status().isOpen())
        .map(TimelineEntry::detailTexts)
        .map(details -> details.getOrDefault("into", ""))
        .reduce("", (one, last) -> last);
  }
}
