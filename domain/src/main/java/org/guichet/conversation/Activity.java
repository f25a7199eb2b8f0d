package org.guichet.conversation;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.guichet.shared.OptionalUuid;
import org.guichet.shared.StringsColumn;

/** One thing that happened to a request; written once, never changed. */
@Entity
@Table(name = "activity")
public class Activity {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private Long id;

  @Column(name = "request_id")
  private UUID requestId;

  @Enumerated(EnumType.STRING)
  private ActivityKind kind;

  private boolean internal;

  @Column(name = "author_id")
  @Convert(converter = OptionalUuid.class)
  private UUID authorId;

  private String origin;
  private String body;

  @Column(name = "draft_id")
  @Convert(converter = OptionalUuid.class)
  private UUID draftId;

  @Convert(converter = StringsColumn.class)
  private Map<String, String> details;

  @Column(name = "happened_at")
  private Instant happenedAt;

  protected Activity() {} // for JPA

  private Activity(UUID requestId, ActivityKind kind, Map<String, String> details) {
    this.requestId = requestId;
    this.kind = kind;
    this.details = details;
    this.happenedAt = Instant.now();
  }

  /** Something a person did. */
  public static Activity by(
      UUID person, UUID request, ActivityKind kind, Map<String, String> details) {
    Activity activity = new Activity(request, kind, details);
    activity.authorId = person;
    return activity;
  }

  /** Something a company system did, or that happened there. */
  public static Activity from(
      String connector, UUID request, ActivityKind kind, Map<String, String> details) {
    Activity activity = new Activity(request, kind, details);
    activity.origin = connector;
    return activity;
  }

  /** Something that came about by itself, seen by staff. */
  public static Activity itself(UUID request, ActivityKind kind, Map<String, String> details) {
    return new Activity(request, kind, details).forStaff();
  }

  /** Something that came about by itself, seen by everybody who sees the request. */
  public static Activity openly(UUID request, ActivityKind kind, Map<String, String> details) {
    return new Activity(request, kind, details);
  }

  /** A message that everybody sees who sees the request. */
  public static Activity reply(UUID person, UUID request, String text) {
    Activity activity = by(person, request, ActivityKind.REPLY, Map.of());
    activity.body = text;
    return activity;
  }

  /**
   * A note that customers never see.
   *
   * @param called whom it mentions, names by key
   */
  public static Activity note(UUID person, UUID request, String text, Map<UUID, String> called) {
    Activity activity = by(person, request, ActivityKind.NOTE, Mentions.details(called));
    activity.body = text;
    activity.internal = true;
    return activity;
  }

  /**
   * A message that somebody wrote in a company system.
   *
   * @param author his name there
   * @param at when he wrote it; a clock that is ahead of ours does not count
   * @param internal whether customers never see it
   */
  public static Activity written(
      String connector, UUID request, String author, String text, Instant at, boolean internal) {
    Activity activity =
        from(
            connector,
            request,
            internal ? ActivityKind.NOTE : ActivityKind.REPLY,
            Map.of("author", author));
    activity.body = text;
    activity.internal = internal;
    if (at != null && at.isBefore(activity.happenedAt)) {
      activity.happenedAt = at;
    }
    return activity;
  }

  /** The same, come in through that connector: the system is not told about it. */
  public Activity through(String connector) {
    origin = connector;
    return this;
  }

  /** The same, written in that draft; null when it came at once. */
  public Activity writtenIn(UUID draft) {
    draftId = draft;
    return this;
  }

  /** The same with what was said about it; null for nothing. */
  public Activity saying(String text) {
    body = text;
    return this;
  }

  /** The same, unseen by customers. */
  public Activity forStaff() {
    internal = true;
    return this;
  }

  /** Its key; null before it is stored. */
  public Long id() {
    return id;
  }

  public UUID requestId() {
    return requestId;
  }

  public ActivityKind kind() {
    return kind;
  }

  /** The person who did it; null when a system did. */
  public UUID authorId() {
    return authorId;
  }

  public Map<String, String> details() {
    return details;
  }

  public boolean isInternal() {
    return internal;
  }

  public String body() {
    return body;
  }

  public Instant happenedAt() {
    return happenedAt;
  }
}
