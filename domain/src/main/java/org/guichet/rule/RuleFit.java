package org.guichet.rule;

import java.io.Serializable;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Which conditions of a rule a request fulfils as it is now. One that is not set holds. */
public record RuleFit(
    boolean service,
    boolean organization,
    boolean words,
    boolean priority,
    boolean status,
    boolean tag,
    boolean channel)
    implements Serializable {

  private static final String FIT =
      """
      select coalesce(u.service_id = r.type_id, true) as service,
        u.organization_id is null or u.organization_id is not distinct from r.organization_id as organization,
        u.words is null or exists (select 1 from unnest(u.words) word
          where strpos(lower(r.subject || ' ' || r.fields::text), lower(word)) > 0) as words,
        coalesce(u.if_priority = r.priority, true) as priority, coalesce(u.if_status = r.status, true) as status,
        u.if_tag is null or exists (select 1 from request_tag t where t.request_id = r.id and t.tag = u.if_tag) as tag,
        u.channel is null or u.channel = coalesce((select a.origin from activity a
          where a.request_id = r.id and a.kind = 'SUBMITTED' order by a.id limit 1), 'portal') as channel
      from rule u, service_request r where u.id = :rule and r.id = :request
      """;

  /**
   * How the request fits the rule as it is kept now.
   *
   * @throws RuleGone when somebody has removed the rule
   */
  static RuleFit of(Handle handle, long rule, UUID request) {
    return handle
        .createQuery(FIT)
        .bind("rule", rule)
        .bind("request", request)
        .map(ConstructorMapper.of(RuleFit.class))
        .findOne()
        .orElseThrow(() -> new RuleGone(rule));
  }

  /** Whether all conditions hold. */
  public boolean holds() {
    return service && organization && words && priority && status && tag && channel;
  }
}
