package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
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
  private Messages messages;
  private RequestFacts facts;
  private Outbox outbox;
  private AuditTrail audit;
  private Announcer announcer;

  protected RequestDesk() {}

  @Inject
  public RequestDesk(
      EntityManager entityManager,
      Jdbi jdbi,
      Messages messages,
      RequestFacts facts,
      Outbox outbox,
      AuditTrail audit,
      Announcer announcer) {
    this.entityManager = entityManager;
    this.jdbi = jdbi;
    this.messages = messages;
    this.facts = facts;
    this.outbox = outbox;
    this.audit = audit;
    this.announcer = announcer;
  }

  /** Says something to everybody who sees the request. */
  @Transactional
  public void reply(Viewer viewer, String number, String text) {
    reply(viewer, number, text, null, null);
  }

  /**
   * Says something to everybody who sees the request, with files.
   *
   * @param draft under which the files were uploaded; null when there are none
   * @param origin key of the connector that the message came through; null when it was written here
   * @return key of the message
   */
  @Transactional
  public long reply(Viewer viewer, String number, String text, UUID draft, String origin) {
    ServiceRequest request = lock(Visibility.of(viewer), number);
    Activity reply = Activity.reply(viewer.personId(), request.id(), message(text)).through(origin);
    long id = messages.add(viewer, request, reply, draft, origin);
    record(viewer, request, "message.added");
    return id;
  }

  /**
   * Adds files without a message.
   *
   * @param draft under which they were uploaded
   */
  @Transactional
  public void addFiles(Viewer viewer, String number, UUID draft) {
    ServiceRequest request = lock(Visibility.of(viewer), number);
    messages.addFiles(viewer, request, draft);
    record(viewer, request, "file.added");
  }

  /** Writes down something that customers never see. */
  @Transactional
  public void note(Viewer viewer, String number, String text) {
    ServiceRequest request = lock(desk(viewer, "write a note"), number);
    Activity note = Activity.note(viewer.personId(), request.id(), message(text));
    messages.add(viewer, request, note, null, null);
    record(viewer, request, "note.added");
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
    step(viewer, request, to);
  }

  /**
   * Takes the request back, for whoever asked for it and for the desk.
   *
   * @throws IllegalTransition when the work is done already
   */
  @Transactional
  public void cancel(Viewer viewer, String number) {
    step(viewer, lock(Visibility.of(viewer), number), RequestStatus.CANCELLED);
  }

  /** Says how urgent the request is to the company. */
  @Transactional
  public void changePriority(Viewer viewer, String number, Priority to) {
    ServiceRequest request = lock(desk(viewer, "change the priority"), number);
    Priority from = request.priority();
    if (request.prioritize(to)) {
      entityManager.persist(
          Activity.by(
                  viewer.personId(),
                  request.id(),
                  ActivityKind.PRIORITY_CHANGED,
                  Map.of("from", from.name(), "to", to.name()))
              .forStaff());
      settle(viewer, request, "request.priority_changed");
    }
  }

  private void step(Viewer viewer, ServiceRequest request, RequestStatus to) {
    RequestStatus from = request.status();
    request.changeStatus(to, Instant.now());
    entityManager.persist(
        Activity.by(
            viewer.personId(),
            request.id(),
            ActivityKind.STATUS_CHANGED,
            Map.of("from", from.name(), "to", to.name())));
    settle(viewer, request, "request.status_changed");
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
      settle(viewer, request, "request.assigned");
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

  /** The flush, the event, the audit entry and the announcement. */
  private void settle(Viewer viewer, ServiceRequest request, String event) {
    entityManager.flush();
    var payload = facts.of(request.id());
    payload.add("by", Json.createObjectBuilder().add("name", viewer.name()));
    outbox.append(request.id(), event, payload.build(), null);
    record(viewer, request, event);
  }

  private void record(Viewer viewer, ServiceRequest request, String event) {
    audit.record(viewer, event, "request", request.number());
    announcer.announce(Announcement.ofRequests(List.of(request.id())));
  }
}
