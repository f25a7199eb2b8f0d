package org.guichet.decision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Deciders;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.conversation.Activity;
import org.guichet.delivery.Outbox;
import org.guichet.notification.TellPeople;
import org.guichet.request.RequestFacts;
import org.guichet.request.RequestStatus;
import org.guichet.request.ServiceRequest;
import org.guichet.servicelevel.ServiceClock;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.stage.OpenStages;
import org.guichet.stage.RequestStages;
import org.guichet.stage.Stage;
import org.guichet.stage.Stage.Outcome;
import org.jdbi.v3.core.Jdbi;

/**
 * What the end of a stage has in common, whoever ends it. Part of the caller's transaction, under
 * the request's row lock.
 */
@ApplicationScoped
public class EndStage {
  private EntityManager entityManager;
  private Jdbi jdbi;
  private RequestStages stages;
  private OpenStages open;
  private RequestFacts facts;
  private Outbox outbox;
  private TellPeople tellPeople;
  private ServiceClock clock;
  private AuditTrail audit;
  private Announcer announcer;

  protected EndStage() {}

  @Inject
  public EndStage(
      EntityManager entityManager,
      Jdbi jdbi,
      RequestStages stages,
      OpenStages open,
      RequestFacts facts,
      Outbox outbox,
      TellPeople tellPeople,
      ServiceClock clock,
      AuditTrail audit,
      Announcer announcer) {
    this.entityManager = entityManager;
    this.jdbi = jdbi;
    this.stages = stages;
    this.open = open;
    this.facts = facts;
    this.outbox = outbox;
    this.tellPeople = tellPeople;
    this.clock = clock;
    this.audit = audit;
    this.announcer = announcer;
  }

  /**
   * Ends the open stage.
   *
   * @param by who decided; null for a system
   * @return the stage as it was before its end
   * @throws AlreadyDecided when it has ended, or the request has
   */
  Stage close(ServiceRequest request, long key, Outcome outcome, UUID by) {
    Stage stage =
        stages.of(request.id()).stream().filter(one -> one.id() == key).findFirst().orElseThrow();
    if (!stage.isOpen() || isOver(request)) {
      throw new AlreadyDecided(request.number(), stage.decidedBy(), stage.isRefused());
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update request_stage set ended_at = :now, outcome = :outcome, decided_by = :by::uuid"
                        + " where id = :key and "
                        + Deciders.isOpen("request_stage"))
                .bind("now", Instant.now())
                .bind("outcome", outcome.name())
                .bind("by", by)
                .bind("key", key)
                .execute());
    return stage;
  }

  /** Of a request that has ended otherwise nothing is left to decide. */
  static boolean isOver(ServiceRequest request) {
    return request.status() == RequestStatus.CANCELLED || request.status() == RequestStatus.CLOSED;
  }

  static Map<String, String> details(Stage stage) {
    return OpenStages.details(stage);
  }

  /** Writes down and tells how it ended. */
  void tell(ServiceRequest request, Stage stage, Activity entry, JsonObjectBuilder by) {
    write(entry);
    tellPeople.tell(entry);
    request.touch(entry.happenedAt());
    JsonObjectBuilder json = OpenStages.json(stage).add("by", by);
    json = entry.body() == null ? json.addNull("comment") : json.add("comment", entry.body());
    JsonObject payload = facts.of(request.id()).add("stage", json).build();
    outbox.append(request.id(), event(entry), payload, null);
  }

  private static String event(Activity entry) {
    return switch (entry.kind()) {
      case STAGE_REFUSED -> "stage.refused";
      default -> "stage.done";
    };
  }

  /** Opens what is next. */
  void goOn(ServiceRequest request) {
    open.goOn(request.id(), () -> facts.of(request.id()));
  }

  /** The status that follows from it; people were told already why. */
  void tellStatus(ServiceRequest request, Activity entry) {
    write(entry);
    outbox.append(request.id(), "request.status_changed", facts.of(request.id()).build(), null);
  }

  private void write(Activity entry) {
    entityManager.persist(entry);
    entityManager.flush();
  }

  /** The clocks, the audit entry and the announcement. */
  void record(Viewer viewer, ServiceRequest request, Outcome outcome) {
    clock.follow(request.id());
    String action = outcome == Outcome.DONE ? "stage.done" : "stage.refused";
    audit.record(viewer, action, "request", request.number());
    announcer.announce(Announcement.ofRequests(List.of(request.id())));
  }

  /** The same for a system. */
  void record(String connector, ServiceRequest request) {
    clock.follow(request.id());
    audit.record(
        "connector " + connector,
        "stage.done",
        "request",
        request.number(),
        Json.createObjectBuilder().build());
    announcer.announce(Announcement.ofRequests(List.of(request.id())));
  }
}
