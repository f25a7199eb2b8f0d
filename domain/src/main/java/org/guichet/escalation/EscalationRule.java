package org.guichet.escalation;

import java.util.UUID;
import org.guichet.servicelevel.Danger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * What a service does when a deadline is in danger.
 *
 * @param team name of {@code toTeam}
 * @param person name of {@code toPerson}
 */
public record EscalationRule(
    String escalateOn,
    boolean raisePriority,
    UUID toTeam,
    String team,
    UUID toPerson,
    String person,
    boolean tellTeam) {

  /** The rule of the request's service. */
  static EscalationRule of(Handle handle, UUID request) {
    return handle
        .createQuery(
            "select l.escalate_on, l.raise_priority, l.to_team, t.name as team, l.to_person, p.name as person, l.tell_team"
                + " from service_request r join service_level l on l.type_id = r.type_id"
                + " left join team t on t.id = l.to_team left join person p on p.id = l.to_person"
                + " where r.id = :request")
        .bind("request", request)
        .map(ConstructorMapper.of(EscalationRule.class))
        .one();
  }

  boolean isFor(Danger danger) {
    return danger.name().equals(escalateOn);
  }
}
