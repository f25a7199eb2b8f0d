package org.guichet.portal.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guichet.conversation.TimelineEntry;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.request.Property;
import org.guichet.request.RequestColleagues.Named;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.guichet.shared.LocalizedText;

/** How the properties of a request read, and what of them changed between two looks. */
@RequestScoped
public class PropertyWords {
  private static final Duration HOUR = Duration.ofHours(1);

  @Inject Words words;
  @Inject Reader reader;
  @Inject Statuses statuses;
  @Inject Story story;

  /**
   * A value as the page writes it.
   *
   * @param named people and teams by whose names keys are read
   */
  public String value(Property property, String value, RequestView view, List<Named> named) {
    return switch (property) {
      case STATUS -> statuses.word(RequestStatus.valueOf(value), "staff");
      case PRIORITY -> words.of("priority." + value);
      case ASSIGNEE ->
          value.isEmpty()
              ? words.of("desk.nobody")
              : value.equals(property.of(view)) ? view.assignee() : name(value, named);
      case TEAM -> value.equals(property.of(view)) ? view.team() : name(value, named);
    };
  }

  private String name(String key, List<Named> named) {
    return named.stream()
        .filter(one -> one.id().toString().equals(key))
        .map(Named::name)
        .findFirst()
        .orElseGet(() -> words.of("queue.me"));
  }

  /** The entry of the story that says who set that property last. */
  public Optional<TimelineEntry> lastChange(RequestView view, Property property) {
    return view.timeline().stream()
        .filter(entry -> property.changes().contains(entry.activityKind()))
        .reduce((earlier, later) -> later);
  }

  /** Who did it: a person, a company system, or the rule of the service. */
  public String who(TimelineEntry entry) {
    if (entry.author() != null) {
      return entry.author();
    }
    return entry.originName() == null
        ? words.of("conflict.rule")
        : LocalizedText.parse(entry.originName()).in(reader.getLocale());
  }

  /** How long ago: just now, 2 minutes ago, or the time. */
  public String ago(Instant at) {
    Duration since = Duration.between(at, Instant.now());
    return since.compareTo(HOUR) < 0
        ? words.of("conflict.ago", Math.max(0, since.toMinutes()))
        : words.time(at);
  }

  /**
   * What others did to the other properties between two looks, in sentences; empty when nothing.
   *
   * @param set the one that the viewer has set himself
   */
  public String meanwhile(RequestView before, RequestView after, Property set, UUID viewer) {
    long known =
        before.timeline().isEmpty() ? 0 : before.timeline().get(before.timeline().size() - 1).id();
    String done =
        after.timeline().stream()
            .filter(entry -> entry.id() > known && !viewer.equals(entry.authorId()))
            .filter(entry -> changesAnother(entry, set))
            .map(entry -> story.sentence(entry, "staff"))
            .collect(Collectors.joining(" "));
    return done.isEmpty() ? "" : words.of("conflict.meanwhile", done);
  }

  private static boolean changesAnother(TimelineEntry entry, Property set) {
    for (Property property : Property.values()) {
      if (property != set && property.changes().contains(entry.activityKind())) {
        return true;
      }
    }
    return false;
  }
}
