package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.audit.AuditTrail;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.delivery.Outbox;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;

/** What people do to a request that is on its way: answer, note, change its status, take it. */
@ApplicationScoped
public class RequestDesk {
  /** Characters of a message. */
  public static final int LONGEST_MESSAGE = 20_000;

  private EntityManager entityManager;
  private Jdbi jdbi;
  private RequestFacts facts;
  private Outbox outbox;
  private AuditTrail audit;
  private Announcer announcer;

  protected RequestDesk() {}

  @Inject
  public RequestDesk(
      EntityManager entityManager,
      Jdbi jdbi,
      RequestFacts facts,
      Outbox outbox,
      AuditTrail audit,
      Announcer announcer) {
    this.entityManager = entityManager;
    this.jdbi = jdbi;
    this.facts = facts;
    this.outbox = outbox;
    this.audit = audit;
    this.announcer = announcer;
  }

  /** Says something to everybody who sees the request. */
  @Transactional
  public void reply(Viewer viewer, String number, String text) {
    ServiceRequest request = lock(Visibility.of(viewer), number);
    entityManager.persist(Activity.reply(viewer.personId(), request.id(), message(text)));
    request.touch(Instant.now());
    settle(
        viewer, request, "message.added", Json.createObjectBuilder().add("message", text.strip()));
  }

  /** Writes down something that customers never see. */
  @Transactional
  public void note(Viewer viewer, String number, String text) {
    ServiceRequest request = lock(desk(viewer, "write a note"), number);
    entityManager.persist(Activity.note(viewer.personId(), request.id(), message(text)));
    // Its time stays: a customer must not see that something happened which he may not see.
    settle(viewer, request, "note.added", Json.createObjectBuilder());
  }

  /**
   * Takes a step along the allowed transitions.
   *
   * @param seen the version of the request that the viewer saw when he decided
   * @throws ChangedMeanwhile when it is not that version any more
   * @throws IllegalTransition when there is no such step
   */
  @Transactional
  public void changeStatus(Viewer viewer, String number, RequestStatus to, long seen) {
    ServiceRequest request = lock(desk(viewer, "change the status"), number);
    if (request.version() != seen) {
      throw new ChangedMeanwhile(number);
    }
    RequestStatus from = request.status();
    request.changeStatus(to, Instant.now());
    entityManager.persist(
        Activity.by(
            viewer.personId(),
            request.id(),
            ActivityKind.STATUS_CHANGED,
            Map.of("from", from.name(), "to", to.name())));
    settle(viewer, request, "request.status_changed", Json.createObjectBuilder());
  }

  /**
   * Takes a request that nobody has.
   *
   * @throws ChangedMeanwhile when a colleague was quicker
   */
  @Transactional
  public void take(Viewer viewer, String number) {
    ServiceRequest request = lock(desk(viewer, "take a request"), number);
    if (request.isAssigned()) {
      throw new ChangedMeanwhile(number);
    }
    assign(viewer, request);
  }

  /** Gives the request to the viewer himself, whoever had it. */
  @Transactional
  public void assignToMe(Viewer viewer, String number) {
    assign(viewer, lock(desk(viewer, "take a request"), number));
  }

  private void assign(Viewer viewer, ServiceRequest request) {
    if (request.assign(viewer.personId(), Instant.now())) {
      entityManager.persist(
          Activity.by(
              viewer.personId(), request.id(), ActivityKind.ASSIGNED, Map.of("to", viewer.name())));
      settle(
          viewer,
          request,
          "request.assigned",
          Json.createObjectBuilder().add("assignee", viewer.name()));
    }
  }

  private static Visibility desk(Viewer viewer, String action) {
    if (!viewer.isStaff()) {
      throw new NotAllowed(action);
    }
    return Visibility.atDesk(viewer);
  }

  private static String message(String text) {
    String message = text == null ? "" : text.strip();
    if (message.isEmpty() || message.length() > LONGEST_MESSAGE || message.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a message has 1 to " + LONGEST_MESSAGE + " characters");
    }
    return message;
  }

  /**
   * The request, if the viewer may see it, with its row locked: events of one request queue up
   * here.
   */
  private ServiceRequest lock(Visibility visibility, String number) {
    UUID id =
        jdbi.withHandle(
            handle ->
                visibility
                    .bind(
                        handle
                            .createQuery(
                                "select r.id from service_request r where r.number = :number and "
                                    + visibility.of("r"))
                            .bind("number", number))
                    .mapTo(UUID.class)
                    .findOne()
                    .orElseThrow(() -> new NotVisible("request", number)));
    return entityManager.find(ServiceRequest.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  /** The flush, the event with its own facts, the audit entry and the announcement. */
  private void settle(
      Viewer viewer, ServiceRequest request, String event, JsonObjectBuilder eventFacts) {
    entityManager.flush();
    var payload = facts.of(request.id()).addAll(eventFacts);
    payload.add("by", Json.createObjectBuilder().add("name", viewer.name()));
    outbox.append(request.id(), event, payload.build(), null);
    audit.record(viewer, event, "request", request.number());
    announcer.announce(Announcement.ofRequests(List.of(request.id())));
  }
}
