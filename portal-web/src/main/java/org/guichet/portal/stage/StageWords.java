package org.guichet.portal.stage;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.guichet.conversation.TimelineEntry;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.shared.LocalizedText;
import org.guichet.stage.Stage;
import org.guichet.stage.StageKind;
import org.guichet.stage.StagesOfServices.Line;

/** How a stage reads: what it is, for whom it waits, how it ended. */
@Named
@RequestScoped
public class StageWords {
  @Inject Words words;
  @Inject Reader reader;

  /** For whom it waits. */
  public String who(Stage stage) {
    return who(stage.who(), stage.system());
  }

  private String who(String people, String system) {
    if (system != null) {
      return in(system);
    }
    return people == null ? words.of("stages.supervisor") : people;
  }

  /** For whom a stage of a service will wait. */
  public String who(Line line) {
    return switch (line.decider()) {
      case MANAGER -> words.of("stages.who.MANAGER");
      case PERSON, TEAM -> line.whoName();
      case SYSTEM -> line.systems().in(reader.getLocale());
    };
  }

  /** Waiting for approval by Julien Petit. */
  public String waiting(Stage stage) {
    return stage.isApproval()
        ? words.of("stages.waiting.APPROVAL", who(stage))
        : words.of("stages.waiting.TASK", stage.names().in(reader.getLocale()), who(stage));
  }

  /**
   * Where it stands, in a word or two.
   *
   * @param current whether the request waits for one of its stages
   */
  public String state(Stage stage, boolean current) {
    if (stage.outcome() != null) {
      return words.of("stages.state." + stage.kind() + "." + stage.outcome());
    }
    if (!current) {
      return words.of("stages.state.NEVER");
    }
    return words.of(stage.isOpen() ? "stages.state.OPEN" : "stages.state.LATER");
  }

  /** Who ended it, or who is to. */
  public String by(Stage stage) {
    return stage.decidedBy() == null ? who(stage) : stage.decidedBy();
  }

  public String icon(Stage stage) {
    if (stage.outcome() == null) {
      return stage.isOpen() ? "wait" : "due";
    }
    return stage.isRefused() ? "slash" : "check";
  }

  public String tone(Stage stage) {
    if (stage.outcome() == null) {
      return stage.isOpen() ? "warn" : "mute";
    }
    return stage.isRefused() ? "bad" : "ok";
  }

  /** What the timeline tells of it, in one sentence. */
  public String sentence(TimelineEntry entry) {
    Map<String, String> details = entry.detailTexts();
    String name = in(details.get("name"));
    String said =
        switch (entry.activityKind()) {
          case STAGE_OPENED, STAGE_REMINDED ->
              words.of("story." + entry.activityKind(), name, whoOf(details));
          case STAGE_DONE -> words.of("story.STAGE_DONE." + kind(details), name, author(entry));
          default -> words.of("story.STAGE_REFUSED", name, author(entry));
        };
    return entry.body() == null ? said : words.of("story.stage.said", said, entry.body());
  }

  private static StageKind kind(Map<String, String> details) {
    return StageKind.valueOf(details.get("kind"));
  }

  private String whoOf(Map<String, String> details) {
    return who(details.get("who"), details.get("system"));
  }

  private String author(TimelineEntry entry) {
    return entry.author() == null ? in(entry.originName()) : entry.author();
  }

  private String in(String texts) {
    return texts == null ? "" : LocalizedText.parse(texts).in(reader.getLocale());
  }
}
