package org.guichet.rule;

import java.util.Optional;
import java.util.UUID;
import org.guichet.rule.Impossible.Why;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Chooses somebody of a team, in turn or by load; never who asked for the request himself. */
final class ChooseMember {
  private static final String MEMBERS =
      "from team_member m join person p on p.id = m.person_id join service_request r on r.id = :request"
          + " where m.team_id = :team and p.erased_at is null and p.id <> r.requester_id ";

  /** The next by name behind the last one; after the end the first. */
  private static final String IN_TURN =
      "select p.id, p.name "
          + MEMBERS
          + "order by coalesce((p.name, p.id) <= (select l.name, l.id from rule_turn t join person l on l.id = t.last_id"
          + " where t.team_id = :team), false), p.name, p.id limit 1";

  private static final String BY_LOAD =
      "select p.id, p.name "
          + MEMBERS
          + "order by (select count(*) from service_request o where o.assignee_id = p.id"
          + " and o.status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER') and o.id <> :request), p.name, p.id limit 1";

  private ChooseMember() {}

  /** Somebody of a team. */
  public record Member(UUID id, String name) {}

  /**
   * Looks who it would be now.
   *
   * @throws Impossible when there is nobody
   */
  static Member look(Handle handle, Rule rule, UUID request) {
    return member(handle, rule, request)
        .orElseThrow(() -> new Impossible(Why.TEAM_EMPTY, rule.team()));
  }

  /**
   * Chooses him: whoever chooses from this team at the same moment waits until this is done.
   *
   * @throws Impossible when there is nobody
   */
  static Member choose(Handle handle, Rule rule, UUID request) {
    handle.execute(
        "insert into rule_turn (team_id) values (?) on conflict do nothing", rule.teamId());
    handle.execute("select 1 from rule_turn where team_id = ? for update", rule.teamId());
    Member member = look(handle, rule, request);
    if (rule.assign() == Assign.ROUND_ROBIN) {
      handle.execute(
          "update rule_turn set last_id = ? where team_id = ?", member.id(), rule.teamId());
    }
    return member;
  }

  private static Optional<Member> member(Handle handle, Rule rule, UUID request) {
    return handle
        .createQuery(rule.assign() == Assign.ROUND_ROBIN ? IN_TURN : BY_LOAD)
        .bind("team", rule.teamId())
        .bind("request", request)
        .map(ConstructorMapper.of(Member.class))
        .findOne();
  }
}
