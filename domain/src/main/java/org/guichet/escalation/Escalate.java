package org.guichet.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.guichet.audit.AuditTrail;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.delivery.Outbox;
import org.guichet.request.Priority;
import org.guichet.request.RequestFacts;
import org.guichet.request.ServiceRequest;
import org.guichet.servicelevel.Danger;
import org.jdbi.v3.core.Jdbi;

/**
 * Tells of a deadline in danger, to staff in the timeline and to systems by an event, and does what
 * the service's rule says. What it did stands in the timeline with its reason. Part of the caller's
 * transaction, under the request's row lock.
 */
@ApplicationScoped
public class Escalate {
  private static final String ACTOR = "service level";

  private EntityManager entityManager;
  private Jdbi jdbi;
  private RequestFacts facts;
  private Outbox outbox;
  private AuditTrail audit;

  protected Escalate() {}

  @Inject
  public Escalate(
      EntityManager entityManager, Jdbi jdbi, RequestFacts facts, Outbox outbox, AuditTrail audit) {
    this.entityManager = entityManager;
    this.jdbi = jdbi;
    this.facts = facts;
    this.outbox = outbox;
    this.audit = audit;
  }

  void about(UUID id, Endangered danger, EscalationRule rule) {
    ServiceRequest request =
        entityManager.find(ServiceRequest.class, id, LockModeType.PESSIMISTIC_WRITE);
    boolean missed = danger.danger() == Danger.MISSED;
    write(
        Activity.itself(
            id,
            missed ? ActivityKind.DEADLINE_MISSED : ActivityKind.DEADLINE_NEAR,
            Map.of("target", danger.target().name(), "due", danger.dueAt().toString())));
    if (rule.isFor(danger.danger())) {
      act(request, danger, rule);
    }
    JsonObjectBuilder payload = facts.of(id).add("deadline", deadline(danger));
    if (rule.isFor(danger.danger()) && rule.tellTeam()) {
      payload.add("tell", team(id));
    }
    String event = missed ? "deadline.missed" : "deadline.near";
    outbox.append(id, event, payload.build(), null);
    audit.record(ACTOR, event, "request", request.number(), deadline(danger));
  }

  private static JsonObject deadline(Endangered danger) {
    return Json.createObjectBuilder()
        .add("target", danger.target().name())
        .add("dueAt", danger.dueAt().toString())
        .add("minutes", danger.minutes())
        .build();
  }

  private void act(ServiceRequest request, Endangered danger, EscalationRule rule) {
    Map<String, String> done = new LinkedHashMap<>();
    Priority from = request.priority();
    boolean raised = rule.raisePriority() && request.prioritize(next(from));
    if (raised) {
      done.put("priority", request.priority().name());
    }
    boolean handed = hand(request, rule, done);
    if (done.isEmpty()) {
      return;
    }
    done.put("target", danger.target().name());
    done.put("danger", danger.danger().name());
    write(Activity.itself(request.id(), ActivityKind.ESCALATED, done));
    if (raised) {
      outbox.append(request.id(), "request.priority_changed", facts.of(request.id()).build(), null);
    }
    if (handed) {
      outbox.append(request.id(), "request.assigned", facts.of(request.id()).build(), null);
    }
    var details = Json.createObjectBuilder();
    done.forEach(details::add);
    audit.record(ACTOR, "request.escalated", "request", request.number(), details.build());
  }

  private static boolean hand(
      ServiceRequest request, EscalationRule rule, Map<String, String> done) {
    Instant now = Instant.now();
    if (rule.toTeam() != null && request.handTo(rule.toTeam(), now)) {
      done.put("team", rule.team());
    }
    if (rule.toPerson() != null && request.assign(rule.toPerson(), now)) {
      done.put("person", rule.person());
    }
    return done.containsKey("team") || done.containsKey("person");
  }

  private static Priority next(Priority priority) {
    return Priority.values()[Math.min(priority.ordinal() + 1, Priority.values().length - 1)];
  }

  private void write(Activity entry) {
    entityManager.persist(entry);
    entityManager.flush();
  }

  /** Names and addresses of the request's team, for whoever writes to them. */
  private JsonArray team(UUID request) {
    var people = Json.createArrayBuilder();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select p.name, p.email from service_request r join team_member m on m.team_id = r.team_id"
                        + " join person p on p.id = m.person_id where r.id = :request order by p.name")
                .bind("request", request)
                .map(
                    (row, context) ->
                        people.add(
                            Json.createObjectBuilder()
                                .add("name", row.getString("name"))
                                .add("email", row.getString("email"))))
                .list());
    return people.build();
  }
}
