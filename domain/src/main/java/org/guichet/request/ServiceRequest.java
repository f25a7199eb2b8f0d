package org.guichet.request;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.guichet.catalogue.Answers;
import org.guichet.catalogue.RequestType;
import org.guichet.shared.JsonColumn;
import org.guichet.shared.OptionalUuid;

/**
 * A customer's service request from submission to closure.
 *
 * <p>It begins as submitted, with the number the customer quotes on the telephone. An employee, or
 * the help desk through its connector, takes it up, may wait for the customer, and solves it;
 * solved work is taken up again when the customer is not content, else closed. Cancelled is the
 * end, and so is closed but for the customer who reopens it in time. Every change of status goes
 * through {@link #changeStatus} or {@link #reopen}.
 */
@Entity
@Table(name = "service_request")
public class ServiceRequest {
  @Id private UUID id;

  @Version private long version;

  private String number;

  @Column(name = "draft_id")
  private UUID draftId;

  @Column(name = "type_id")
  private UUID typeId;

  private String subject;

  @Column(name = "form_version")
  private int formVersion;

  private String language;

  @Convert(converter = JsonColumn.class)
  private String fields;

  @Column(name = "sensitive_fields")
  @Convert(converter = JsonColumn.class)
  private String sensitiveFields;

  @Enumerated(EnumType.STRING)
  private RequestStatus status;

  @Enumerated(EnumType.STRING)
  private Priority priority;

  @Column(name = "requester_id")
  private UUID requesterId;

  @Column(name = "organization_id")
  @Convert(converter = OptionalUuid.class)
  private UUID organizationId;

  @Column(name = "team_id")
  private UUID teamId;

  @Column(name = "assignee_id")
  @Convert(converter = OptionalUuid.class)
  private UUID assigneeId;

  @Column(name = "submitted_at")
  private Instant submittedAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "settled_at")
  private Instant settledAt;

  protected ServiceRequest() {} // for JPA

  /**
   * A new request, not yet stored.
   *
   * @param organizationId the requester's, may be null
   */
  static ServiceRequest submit(
      String number,
      UUID draftId,
      RequestType type,
      Map<String, String> accepted,
      Locale language,
      UUID requesterId,
      UUID organizationId,
      Instant now) {
    ServiceRequest request = new ServiceRequest();
    request.id = UUID.randomUUID();
    request.number = number;
    request.draftId = draftId;
    request.typeId = type.id();
    request.formVersion = type.formVersion();
    request.teamId = type.teamId();
    request.subject = type.subject(accepted, language);
    request.fields = Answers.keep(type.form(), accepted, false).toString();
    request.sensitiveFields = Answers.keep(type.form(), accepted, true).toString();
    request.language = language.getLanguage();
    request.requesterId = requesterId;
    request.organizationId = organizationId;
    request.status = RequestStatus.SUBMITTED;
    request.priority = Priority.valueOf(type.defaultPriority());
    request.submittedAt = now;
    request.updatedAt = now;
    return request;
  }

  /**
   * A part of it as a request of its own, not yet stored: of the same customer, service and team,
   * with the same answers.
   *
   * @param draft by which a second click finds what the first has made
   */
  public ServiceRequest split(String itsNumber, UUID draft, String itsSubject, Instant now) {
    ServiceRequest part = new ServiceRequest();
    part.id = UUID.randomUUID();
    part.number = itsNumber;
    part.draftId = draft;
    part.typeId = typeId;
    part.formVersion = formVersion;
    part.teamId = teamId;
    part.subject = itsSubject;
    part.fields = fields;
    part.sensitiveFields = sensitiveFields;
    part.language = language;
    part.requesterId = requesterId;
    part.organizationId = organizationId;
    part.status = RequestStatus.SUBMITTED;
    part.priority = priority;
    part.submittedAt = now;
    part.updatedAt = now;
    return part;
  }

  /**
   * Closes it, because it goes on in another request.
   *
   * @throws IllegalTransition when it is closed or cancelled
   */
  public void closeForAnother(Instant now) {
    if (!status.isOpen() && status != RequestStatus.SOLVED) {
      throw new IllegalTransition(number, status, RequestStatus.CLOSED);
    }
    turn(RequestStatus.CLOSED, now);
  }

  /** Whether it is the same customer's, or of the same organization. */
  public boolean isOfSameSideAs(ServiceRequest other) {
    return requesterId.equals(other.requesterId)
        || organizationId != null && organizationId.equals(other.organizationId);
  }

  /**
   * Takes one step along the allowed transitions.
   *
   * @throws IllegalTransition when there is no such step from here: a late click must not reopen a
   *     closed request
   */
  public void changeStatus(RequestStatus to, Instant now) {
    if (!status.next().contains(to)) {
      throw new IllegalTransition(number, status, to);
    }
    turn(to, now);
  }

  /**
   * Takes solved or closed work up again, for the customer who is not content.
   *
   * @param within how long after it was settled that may be done
   * @throws IllegalTransition when it is too late, or when there is nothing to reopen
   */
  public void reopen(Instant now, Duration within) {
    boolean settled = status == RequestStatus.SOLVED || status == RequestStatus.CLOSED;
    Instant since = settledAt == null ? updatedAt : settledAt;
    if (!settled || now.isAfter(since.plus(within))) {
      throw new IllegalTransition(number, status, RequestStatus.IN_PROGRESS);
    }
    turn(RequestStatus.IN_PROGRESS, now);
  }

  private void turn(RequestStatus to, Instant now) {
    status = to;
    updatedAt = now;
    settledAt = to.isOpen() ? null : now;
  }

  /**
   * Says how urgent it is to the company; returns whether that changed anything. Its time stays:
   * customers see nothing of it.
   */
  public boolean prioritize(Priority to) {
    if (priority == to) {
      return false;
    }
    priority = to;
    return true;
  }

  /** Gives the work to a person; returns whether that changed anything. */
  public boolean assign(UUID person, Instant now) {
    if (Objects.equals(assigneeId, person)) {
      return false;
    }
    assigneeId = person;
    updatedAt = now;
    return true;
  }

  /** Gives the work to another team, to nobody in it yet; returns whether that changed anything. */
  public boolean handTo(UUID team, Instant now) {
    if (teamId.equals(team)) {
      return false;
    }
    teamId = team;
    assigneeId = null;
    updatedAt = now;
    return true;
  }

  public boolean isAssigned() {
    return assigneeId != null;
  }

  /** Notes that something was said or done about it, so that it comes to the top of the lists. */
  public void touch(Instant now) {
    updatedAt = now;
  }

  public UUID id() {
    return id;
  }

  public String number() {
    return number;
  }

  public RequestStatus status() {
    return status;
  }

  public Priority priority() {
    return priority;
  }

  /** Who takes care of it; null when nobody does. */
  public UUID assigneeId() {
    return assigneeId;
  }

  /** Whose work it is. */
  public UUID teamId() {
    return teamId;
  }

  public long version() {
    return version;
  }

  public String subject() {
    return subject;
  }

  public UUID requesterId() {
    return requesterId;
  }
}
