package org.guichet.portal.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guichet.attachment.Attachment;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.FormField;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.Mentions;
import org.guichet.conversation.TimelineEntry;
import org.guichet.portal.rule.RuleStory;
import org.guichet.portal.servicelevel.DeadlineStory;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.portal.stage.StageWords;
import org.guichet.portal.work.WorkStory;
import org.guichet.request.MarkedPart;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.guichet.shared.LocalizedText;

/** How the timeline reads: what people wrote as messages, everything else as one sentence. */
@Named
@RequestScoped
public class Story {
  private static final Set<ActivityKind> WRITTEN =
      Set.of(ActivityKind.SUBMITTED, ActivityKind.REPLY, ActivityKind.NOTE);

  /** Events in a row that are shown one by one. */
  private static final int MOST_UNFOLDED = 5;

  @Inject Words words;
  @Inject Reader reader;
  @Inject Statuses statuses;
  @Inject DeadlineStory deadlines;
  @Inject WorkStory workStory;
  @Inject StageWords stages;
  @Inject RuleStory rules;

  /**
   * A part of the story: what a person wrote, or what happened between two such.
   *
   * @param message null when it is a run of events
   */
  public record Chapter(TimelineEntry message, List<TimelineEntry> events) {
    /** A long run is folded, so that it does not bury what people wrote. */
    public boolean isFolded() {
      return events.size() > MOST_UNFOLDED;
    }

    /** A name that stays when the page is rendered anew. */
    public String getKey() {
      return "fold-" + events.get(0).id();
    }
  }

  /** The story in chapters, oldest first. */
  public List<Chapter> chapters(RequestView view) {
    List<Chapter> chapters = new ArrayList<>();
    List<TimelineEntry> run = new ArrayList<>();
    for (TimelineEntry entry : view.timeline()) {
      if (isMessage(entry)) {
        close(run, chapters);
        chapters.add(new Chapter(entry, List.of()));
      } else {
        run.add(entry);
        if (entry.activityKind() == ActivityKind.FILED_FOR) {
          close(run, chapters); // who typed it is never folded away
        }
      }
    }
    close(run, chapters);
    return chapters;
  }

  private static void close(List<TimelineEntry> run, List<Chapter> chapters) {
    if (!run.isEmpty()) {
      chapters.add(new Chapter(null, List.copyOf(run)));
      run.clear();
    }
  }

  /** Whether a person wrote it. */
  public boolean isMessage(TimelineEntry entry) {
    return WRITTEN.contains(entry.activityKind());
  }

  public boolean isSubmission(TimelineEntry entry) {
    return entry.activityKind() == ActivityKind.SUBMITTED;
  }

  /** A message's paragraphs; of the submission, what was written at length. */
  public List<String> paragraphs(TimelineEntry entry, RequestView view) {
    String text = isSubmission(entry) ? longText(view) : entry.body();
    return text.lines().filter(line -> !line.isBlank()).toList();
  }

  /**
   * A paragraph of a note in pieces, those marked that call a colleague.
   *
   * @return one piece for what calls nobody
   */
  public List<MarkedPart> pieces(String paragraph, TimelineEntry entry) {
    return Calls.in(paragraph, Mentions.of(entry.detailTexts()).values());
  }

  private String longText(RequestView view) {
    String text =
        view.form().fields().stream()
            .filter(field -> field.kind() == FieldKind.LONG_TEXT)
            .map(field -> view.fields().getOrDefault(field.key(), ""))
            .reduce("", (all, one) -> all + "\n" + one);
    return text.isBlank() ? view.subject() : text;
  }

  /** The short answers of the form, for the facts, in the form's order. */
  public List<FormField> facts(RequestView view) {
    return view.form().answered(view.fields()).stream()
        .filter(field -> field.kind() != FieldKind.LONG_TEXT)
        .toList();
  }

  /** What happened, in one sentence. */
  public String sentence(TimelineEntry entry, String audience) {
    Map<String, String> details = entry.detailTexts();
    return switch (entry.activityKind()) {
      case STATUS_CHANGED -> statusChanged(entry, details, audience);
      case PRIORITY_CHANGED ->
          words.of("story.PRIORITY_CHANGED", who(entry), words.of("priority." + details.get("to")));
      case HANDED_OVER -> words.of("story.HANDED_OVER", who(entry), details.get("to"));
      case MACRO_APPLIED -> words.of("story.MACRO_APPLIED", who(entry), details.get("macro"));
      case DEADLINE_NEAR, DEADLINE_MISSED -> deadlines.danger(entry.activityKind(), details);
      case ESCALATED -> deadlines.escalated(details);
      case STAGE_OPENED, STAGE_DONE, STAGE_REFUSED, STAGE_REMINDED -> stages.sentence(entry);
      case RULE_APPLIED, RULE_STOPPED -> rules.sentence(entry.activityKind(), details);
      case FILE_ADDED -> words.of("story.FILE_ADDED", who(entry));
      case RATED -> words.of("story.RATED", who(entry), Integer.valueOf(details.get("stars")));
      case FOLLOWER_ADDED, FOLLOWER_REMOVED -> follower(entry, details.get("name"));
      case FILED_FOR, LINKED, UNLINKED, MERGED, MERGED_HERE, SPLIT_OFF, SPLIT_FROM ->
          workStory.sentence(entry.activityKind(), who(entry), details);
      case REPEATED ->
          words.of("story.REPEATED", Integer.valueOf(details.get("count")), system(entry));
      case ASSIGNED ->
          details.getOrDefault("to", "").isEmpty()
              ? words.of("story.UNASSIGNED", who(entry))
              : words.of("story.ASSIGNED", details.get("to"));
      case DELIVERED -> delivered(entry, details.get("externalId"));
      case INVOICE_ISSUED -> invoiceIssued(details);
      case INVOICE_PAID -> words.of("story.INVOICE_PAID", details.get("number"));
      case INVOICE_CANCELLED -> words.of("story.INVOICE_CANCELLED", details.get("number"));
      case SUBMITTED, REPLY, NOTE -> entry.body();
    };
  }

  private String follower(TimelineEntry entry, String name) {
    String key = "story." + entry.activityKind();
    return name.equals(entry.author())
        ? words.of(key + ".himself", name)
        : words.of(key, name, who(entry));
  }

  private String who(TimelineEntry entry) {
    return entry.author() == null ? system(entry) : entry.author();
  }

  /** The files that came with an entry; those of the form with the submission. */
  public List<Attachment> files(TimelineEntry entry, RequestView view) {
    return view.files().stream()
        .filter(file -> file.message() == null ? isSubmission(entry) : file.message() == entry.id())
        .toList();
  }

  private String invoiceIssued(Map<String, String> details) {
    String number = details.get("number");
    String amount = words.money(new BigDecimal(details.get("amount")), details.get("currency"));
    String dueOn = details.get("dueOn");
    return dueOn == null
        ? words.of("story.INVOICE_ISSUED.atOnce", number, amount)
        : words.of("story.INVOICE_ISSUED", number, amount, words.date(LocalDate.parse(dueOn)));
  }

  private String statusChanged(TimelineEntry entry, Map<String, String> details, String audience) {
    String status = statuses.word(RequestStatus.valueOf(details.get("to")), audience);
    if (details.containsKey("rule")) {
      return words.of("story.STATUS_CHANGED.rule", status);
    }
    return entry.author() != null
        ? words.of("story.STATUS_CHANGED", status, entry.author())
        : words.of("story.STATUS_CHANGED.system", status, system(entry));
  }

  /** Ticket HD-17 in the help desk. */
  private String delivered(TimelineEntry entry, String externalId) {
    return entry.originRecord() == null
        ? words.of("story.DELIVERED.plain", system(entry), externalId)
        : words.of(
            "story.DELIVERED", in(entry.originRecord()), externalId, in(entry.originPlace()));
  }

  private String system(TimelineEntry entry) {
    return entry.originName() == null ? entry.origin() : in(entry.originName());
  }

  private String in(String texts) {
    return texts == null ? "" : LocalizedText.parse(texts).in(reader.getLocale());
  }

  public String icon(TimelineEntry entry) {
    return switch (entry.activityKind()) {
      case ASSIGNED -> "user";
      case RATED -> "star";
      case FOLLOWER_ADDED, FOLLOWER_REMOVED, HANDED_OVER -> "users";
      case MACRO_APPLIED -> "fx";
      case DEADLINE_NEAR -> "clock";
      case FILED_FOR -> "hand";
      case LINKED, UNLINKED, MERGED, MERGED_HERE, SPLIT_OFF, SPLIT_FROM -> "link";
      case DEADLINE_MISSED -> "warn";
      case ESCALATED -> "up";
      case STAGE_OPENED, STAGE_REMINDED -> "wait";
      case STAGE_DONE -> "check";
      case STAGE_REFUSED -> "slash";
      case RULE_APPLIED, RULE_STOPPED -> "fx";
      case FILE_ADDED -> "clip";
      case DELIVERED -> "check";
      case INVOICE_ISSUED, INVOICE_PAID, INVOICE_CANCELLED -> "receipt";
      default -> "retry";
    };
  }

  public String tone(TimelineEntry entry) {
    return switch (entry.activityKind()) {
      case DELIVERED, INVOICE_ISSUED, INVOICE_PAID, STAGE_DONE -> "ok";
      case DEADLINE_NEAR, DEADLINE_MISSED, RULE_STOPPED -> "warn";
      default -> "mute";
    };
  }
}
