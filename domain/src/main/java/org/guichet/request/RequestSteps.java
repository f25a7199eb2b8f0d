package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.audit.AuditTrail;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.delivery.Outbox;
import org.guichet.notification.TellPeople;
import org.guichet.servicelevel.ServiceClock;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.stage.RequestStages;
import org.jdbi.v3.core.Jdbi;

/**
 * What every change of a request by a person has in common: the row's lock, the entry in the
 * timeline, what people are told, the event for the systems, its clocks, the audit entry, the
 * announcement. Part of the caller's transaction.
 */
@ApplicationScoped
public class RequestSteps {
  private EntityManager entityManager;
  private Jdbi jdbi;
  private RequestFacts facts;
  private RequestStages stages;
  private Outbox outbox;
  private TellPeople tellPeople;
  private ServiceClock clock;
  private AuditTrail audit;
  private Announcer announcer;

  protected RequestSteps() {}

  @Inject
  public RequestSteps(
      EntityManager entityManager,
      Jdbi jdbi,
      RequestFacts facts,
      RequestStages stages,
      Outbox outbox,
      TellPeople tellPeople,
      ServiceClock clock,
      AuditTrail audit,
      Announcer announcer) {
    this.entityManager = entityManager;
    this.jdbi = jdbi;
    this.facts = facts;
    this.stages = stages;
    this.outbox = outbox;
    this.tellPeople = tellPeople;
    this.clock = clock;
    this.audit = audit;
    this.announcer = announcer;
  }

  /**
   * The request with its row locked: events of one request queue up here.
   *
   * @throws NotVisible when the rule does not let the viewer
   */
  public ServiceRequest lock(Visibility visibility, String number) {
    UUID id = find(visibility, number).orElseThrow(() -> new NotVisible("request", number));
    return entityManager.find(ServiceRequest.class, id, LockModeType.PESSIMISTIC_WRITE);
  }

  /**
   * Gives it another version though none of its properties may change: who decided upon what he saw
   * before has to look again.
   */
  void outdate(ServiceRequest request) {
    entityManager.lock(request, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
  }

  /** The key of the request of that number, if the rule lets the viewer. */
  public Optional<UUID> find(Visibility visibility, String number) {
    return jdbi.withHandle(
        handle ->
            visibility
                .bind(
                    handle
                        .createQuery(
                            "select r.id from service_request r where r.number = :number and "
                                + visibility.of("r"))
                        .bind("number", number))
                .mapTo(UUID.class)
                .findOne());
  }

  /** Whether it is his request, or he follows it: who merely decides about it is no customer. */
  boolean isOfCustomer(Viewer viewer, ServiceRequest request) {
    Visibility owner = Visibility.asOwner(viewer);
    return jdbi.withHandle(
        handle ->
            owner
                .bind(
                    handle
                        .createQuery(
                            "select exists (select 1 from service_request r where r.id = :request and ("
                                + owner.of("r")
                                + " or :viewer in ("
                                + Visibility.customersOf("r")
                                + ")))")
                        .bind("request", request.id()))
                .mapTo(Boolean.class)
                .one());
  }

  /** The name of that person, if he belongs to the request's team. */
  Optional<String> memberOfItsTeam(ServiceRequest request, UUID person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select p.name from service_request r join team_member m on m.team_id = r.team_id"
                        + " join person p on p.id = m.person_id where r.id = :request and p.id = :person")
                .bind("request", request.id())
                .bind("person", person)
                .mapTo(String.class)
                .findOne());
  }

  /** Names of the employees who work on the request, by key. */
  Map<UUID, String> colleagues(ServiceRequest request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select p.id, p.name from service_request r, lateral ("
                        + Visibility.colleaguesOf("r")
                        + ") c(id) join person p on p.id = c.id where r.id = :request")
                .bind("request", request.id())
                .reduceRows(
                    new HashMap<UUID, String>(),
                    (names, row) -> {
                      names.put(
                          row.getColumn("id", UUID.class), row.getColumn("name", String.class));
                      return names;
                    }));
  }

  /** The name of that team, if there is one. */
  Optional<String> teamName(UUID team) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select name from team where id = :team")
                .bind("team", team)
                .mapTo(String.class)
                .findOne());
  }

  /**
   * Nothing goes around somebody's consent.
   *
   * @throws StageInTheWay when somebody has yet to agree to the request, or declined it
   */
  public void requireAgreed(ServiceRequest request) {
    if (outbox.isWithheld(request.id())) {
      throw new StageInTheWay(request.number(), request.status(), request.status());
    }
  }

  /**
   * Takes one step along the allowed transitions.
   *
   * @throws StageInTheWay when a stage must end first
   */
  public void step(Viewer viewer, ServiceRequest request, RequestStatus to) {
    RequestStatus from = request.status();
    if (stages.isInTheWay(request.id(), to.name())) {
      throw new StageInTheWay(request.number(), from, to);
    }
    request.changeStatus(to, Instant.now());
    tellStatus(viewer, request, from);
  }

  /** Writes down and tells that the status is another one now. */
  public void tellStatus(Viewer viewer, ServiceRequest request, RequestStatus from) {
    Map<String, String> details = Map.of("from", from.name(), "to", request.status().name());
    settle(
        viewer,
        request,
        Activity.by(viewer.personId(), request.id(), ActivityKind.STATUS_CHANGED, details),
        "request.status_changed");
  }

  /** The entry, the event, the audit entry and the announcement. */
  public void settle(Viewer viewer, ServiceRequest request, Activity entry, String event) {
    settle(viewer, request, entry, event, JsonValue.EMPTY_JSON_OBJECT);
  }

  /**
   * The same.
   *
   * @param more what the event says besides the facts of the request
   */
  public void settle(
      Viewer viewer, ServiceRequest request, Activity entry, String event, JsonObject more) {
    entityManager.persist(entry);
    entityManager.flush();
    tellPeople.tell(entry);
    var payload = facts.of(request.id());
    payload.add("by", Json.createObjectBuilder().add("name", viewer.name()));
    more.forEach(payload::add);
    outbox.append(request.id(), event, payload.build(), null);
    record(viewer, request, event);
  }

  /** The same without an event: nothing that systems hear of. */
  public void write(Viewer viewer, ServiceRequest request, Activity entry, String action) {
    entityManager.persist(entry);
    entityManager.flush();
    tellPeople.tell(entry);
    record(viewer, request, action);
  }

  /** The same, told to nobody and moving no clock, with details for the audit entry. */
  void write(
      Viewer viewer, ServiceRequest request, Activity entry, String action, JsonObject details) {
    entityManager.persist(entry);
    entityManager.flush();
    audit.record(viewer, action, "request", request.number(), details);
    announcer.announce(Announcement.ofRequests(List.of(request.id())));
  }

  /** The clocks, the audit entry and the announcement alone. */
  public void record(Viewer viewer, ServiceRequest request, String event) {
    clock.follow(request.id());
    audit.record(viewer, event, "request", request.number());
    announcer.announce(Announcement.ofRequests(List.of(request.id())));
  }
}
