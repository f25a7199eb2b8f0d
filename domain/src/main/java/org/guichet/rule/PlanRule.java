package org.guichet.rule;

import java.util.Objects;
import java.util.UUID;
import org.guichet.request.RequestStatus;
import org.guichet.rule.ChooseMember.Member;
import org.guichet.rule.Impossible.Why;
import org.guichet.stage.RequestStages;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Works out what a rule does to a request before anything is done, so that one that cannot do all
 * of it does nothing.
 */
final class PlanRule {
  private static final int MOST_TAGS = 20;

  private static final String FACTS =
      """
      select r.team_id, r.assignee_id, r.priority, r.status,
        exists (select 1 from request_tag t where t.request_id = r.id and t.tag = u.add_tag) as tagged,
        (select count(*) from request_tag t where t.request_id = r.id) as tags,
        exists (select 1 from person p where p.id = u.assignee_id and p.erased_at is null
          and exists (select 1 from team_member m where m.person_id = p.id)) as person_there,
        exists (select 1 from flow f join connector c on c.id = f.connector_id
          where f.id = u.flow_id and f.active and c.removed_at is null) as flow_there,
        exists (select 1 from withheld_request w where w.request_id = r.id) as withheld
      from rule u, service_request r where u.id = :rule and r.id = :request
      """;

  private final Handle handle;
  private final RequestStages stages;
  private final boolean forReal;

  /**
   * @param forReal whether who is next in turn has had his turn then
   */
  PlanRule(Handle handle, RequestStages stages, boolean forReal) {
    this.handle = handle;
    this.stages = stages;
    this.forReal = forReal;
  }

  /** How the request stands, as far as rules change it. */
  public record Facts(
      UUID teamId,
      UUID assigneeId,
      String priority,
      String status,
      boolean tagged,
      int tags,
      boolean personThere,
      boolean flowThere,
      boolean withheld) {}

  /**
   * What the rule does to the request as it is now.
   *
   * @throws Impossible when it cannot do all of it
   */
  RulePlan of(Rule rule, UUID request) {
    Facts facts =
        handle
            .createQuery(FACTS)
            .bind("rule", rule.id())
            .bind("request", request)
            .map(ConstructorMapper.of(Facts.class))
            .one();
    String status = status(rule, request, facts);
    String tag = tag(rule, facts);
    requireFlow(rule, facts);
    UUID team =
        rule.teamId() == null || rule.teamId().equals(facts.teamId()) ? null : rule.teamId();
    Member person = person(rule, request, facts, team != null);
    return new RulePlan(
        team,
        team == null ? null : rule.team(),
        person == null ? null : person.id(),
        person == null ? null : person.name(),
        Objects.equals(rule.setPriority(), facts.priority()) ? null : rule.setPriority(),
        status,
        tag,
        rule.tell(),
        rule.flow());
  }

  private String status(Rule rule, UUID request, Facts facts) {
    if (rule.setStatus() == null || rule.setStatus().equals(facts.status())) {
      return null;
    }
    RequestStatus to = RequestStatus.valueOf(rule.setStatus());
    if (!RequestStatus.valueOf(facts.status()).next().contains(to)) {
      throw new Impossible(Why.NO_STEP, facts.status());
    }
    if (stages.isInTheWay(request, rule.setStatus())) {
      throw new Impossible(Why.STAGE, "");
    }
    return rule.setStatus();
  }

  private static String tag(Rule rule, Facts facts) {
    if (rule.addTag() == null || facts.tagged()) {
      return null;
    }
    if (facts.tags() >= MOST_TAGS) {
      throw new Impossible(Why.TAGS, "");
    }
    return rule.addTag();
  }

  private static void requireFlow(Rule rule, Facts facts) {
    if (rule.flow() != null && !facts.flowThere()) {
      throw new Impossible(Why.FLOW_GONE, rule.flow());
    }
    if (rule.flow() != null && facts.withheld()) {
      throw new Impossible(Why.NOT_APPROVED, "");
    }
  }

  /** Who gets it; null when nobody new does. */
  private Member person(Rule rule, UUID request, Facts facts, boolean anotherTeam) {
    if (rule.assign() == null || rule.assign() == Assign.TEAM) {
      return null;
    }
    if (rule.assign() == Assign.PERSON && !facts.personThere()) {
      throw new Impossible(Why.PERSON_GONE, String.valueOf(rule.assignee()));
    }
    Member member = member(rule, request);
    return !anotherTeam && member.id().equals(facts.assigneeId()) ? null : member;
  }

  private Member member(Rule rule, UUID request) {
    if (rule.assign() == Assign.PERSON) {
      return new Member(rule.assigneeId(), rule.assignee());
    }
    return forReal
        ? ChooseMember.choose(handle, rule, request)
        : ChooseMember.look(handle, rule, request);
  }
}
