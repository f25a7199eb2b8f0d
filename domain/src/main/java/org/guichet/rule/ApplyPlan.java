package org.guichet.rule;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.guichet.audit.AuditTrail;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.delivery.Outbox;
import org.guichet.notification.TellPeople;
import org.guichet.request.Priority;
import org.guichet.request.RequestFacts;
import org.guichet.request.RequestStatus;
import org.guichet.request.ServiceRequest;
import org.jdbi.v3.core.Jdbi;

/**
 * Does what a rule planned, as a person would have: the timeline says which rule did what, systems
 * hear of it, people are told. Part of the caller's transaction, under the request's row lock.
 */
@ApplicationScoped
public class ApplyPlan {
  private EntityManager entityManager;
  private Jdbi jdbi;
  private RequestFacts facts;
  private Outbox outbox;
  private TellPeople tellPeople;
  private AuditTrail audit;

  protected ApplyPlan() {}

  @Inject
  public ApplyPlan(
      EntityManager entityManager,
      Jdbi jdbi,
      RequestFacts facts,
      Outbox outbox,
      TellPeople tellPeople,
      AuditTrail audit) {
    this.entityManager = entityManager;
    this.jdbi = jdbi;
    this.facts = facts;
    this.outbox = outbox;
    this.tellPeople = tellPeople;
    this.audit = audit;
  }

  void to(ServiceRequest request, Rule rule, RulePlan plan) {
    Activity entry = write(entry(request, ActivityKind.RULE_APPLIED, rule, plan.details()));
    assign(request, rule, plan);
    prioritize(request, plan);
    changeStatus(request, rule, plan);
    tag(request, plan);
    if (plan.tell() != null) {
      tellPeople.tellStaff(entry, plan.tell() == Tell.TEAM);
    }
    if (plan.flow() != null) {
      outbox.start(request.id(), plan.flow(), payload(request, rule));
    }
    var details = Json.createObjectBuilder();
    plan.details().forEach(details::add);
    audit.record(
        "rule " + rule.name(), "rule.applied", "request", request.number(), details.build());
  }

  /** Says in the timeline, to staff, that a rule changed nothing, and why. */
  void leave(ServiceRequest request, Rule rule, Map<String, String> why) {
    write(entry(request, ActivityKind.RULE_STOPPED, rule, why));
  }

  private static Activity entry(
      ServiceRequest request, ActivityKind kind, Rule rule, Map<String, String> what) {
    Map<String, String> details = new LinkedHashMap<>(what);
    details.put("rule", rule.name());
    details.put("event", rule.event());
    return Activity.itself(request.id(), kind, details);
  }

  private void assign(ServiceRequest request, Rule rule, RulePlan plan) {
    Instant now = Instant.now();
    boolean handed = plan.toTeam() != null && request.handTo(plan.toTeam(), now);
    if (plan.toPerson() != null) {
      request.assign(plan.toPerson(), now);
      Map<String, String> details = Map.of("to", plan.person(), "rule", rule.name());
      tellPeople.tell(write(Activity.openly(request.id(), ActivityKind.ASSIGNED, details)));
    }
    if (handed || plan.toPerson() != null) {
      tellSystems(request, "request.assigned");
    }
  }

  private void prioritize(ServiceRequest request, RulePlan plan) {
    if (plan.priority() != null && request.prioritize(Priority.valueOf(plan.priority()))) {
      tellSystems(request, "request.priority_changed");
    }
  }

  private void changeStatus(ServiceRequest request, Rule rule, RulePlan plan) {
    if (plan.status() == null) {
      return;
    }
    RequestStatus from = request.status();
    request.changeStatus(RequestStatus.valueOf(plan.status()), Instant.now());
    Map<String, String> details =
        Map.of("from", from.name(), "to", plan.status(), "rule", rule.name());
    tellPeople.tell(write(Activity.openly(request.id(), ActivityKind.STATUS_CHANGED, details)));
    tellSystems(request, "request.status_changed");
  }

  private void tag(ServiceRequest request, RulePlan plan) {
    if (plan.tag() == null) {
      return;
    }
    jdbi.useHandle(
        handle -> {
          handle.execute("insert into tag (name) values (?) on conflict do nothing", plan.tag());
          handle.execute(
              "insert into request_tag (request_id, tag) values (?, ?) on conflict do nothing",
              request.id(),
              plan.tag());
        });
  }

  private Activity write(Activity entry) {
    entityManager.persist(entry);
    entityManager.flush();
    return entry;
  }

  private void tellSystems(ServiceRequest request, String event) {
    entityManager.flush();
    outbox.append(request.id(), event, facts.of(request.id()).build(), null);
  }

  private JsonObject payload(ServiceRequest request, Rule rule) {
    entityManager.flush();
    return facts
        .of(request.id())
        .add("rule", Json.createObjectBuilder().add("name", rule.name()))
        .build();
  }
}
