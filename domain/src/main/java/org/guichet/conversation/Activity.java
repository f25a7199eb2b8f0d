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

  /** A message that everybody sees who sees the request. */
  public static Activity reply(UUID person, UUID request, String text) {
    Activity activity = by(person, request, ActivityKind.REPLY, Map.of());
    activity.body = text;
    return activity;
  }

  /** A note that customers never see. */
  public static Activity note(UUID person, UUID request, String text) {
    Activity activity = by(person, request, ActivityKind.NOTE, Map.of());
    activity.body = text;
    activity.internal = true;
    return activity;
  }

  public Instant happenedAt() {
    return happenedAt;
  }
}
