package org.guichet.stage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.Deciders;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Where a request stands in its stages. The caller has found it visible. */
@ApplicationScoped
public class RequestStages {
  private static final String SELECT =
      """
      select s.id, s.position, s.name::text as name, s.kind, s.decider,
        case when s.decider = 'SYSTEM' or not exists (%1$s) then null when s.decider = 'TEAM' then t.name
          else (select string_agg(p.name, ', ' order by p.name) from person p where p.id in (%1$s)) end as who,
        c.name::text as system, s.opened_at, s.ended_at, s.outcome, d.name as decided_by, %%s as mine
      from request_stage s join service_request r on r.id = s.request_id
        left join team t on t.id = s.team_id left join connector c on c.id = s.connector_id
        left join person d on d.id = s.decided_by
      where s.request_id = :request order by s.position
      """
          .formatted(Deciders.of("s", "r"));

  private Jdbi jdbi;

  protected RequestStages() {}

  @Inject
  public RequestStages(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All of a request in their order; none when its service asked for none. */
  public List<Stage> of(UUID request) {
    return list(SELECT.formatted("false"), null, request);
  }

  /** The same for whoever looks at them. */
  public List<Stage> of(Viewer viewer, UUID request) {
    String mine = Deciders.isOpen("s") + " and " + Deciders.isOne(viewer, "s", "r");
    return list(SELECT.formatted(mine), viewer.personId(), request);
  }

  private List<Stage> list(String select, UUID viewer, UUID request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(select)
                .bind("request", request)
                .bind("viewer", viewer)
                .map(ConstructorMapper.of(Stage.class))
                .list());
  }

  /** The stage that waits for its end. */
  public Optional<Stage> open(UUID request) {
    return of(request).stream().filter(Stage::isOpen).findFirst();
  }

  /**
   * Whether a stage is in the way of a step: before all approvals a request can only be cancelled,
   * before its last stage it cannot be solved.
   *
   * @param status name of the status it would have
   */
  public boolean isInTheWay(UUID request, String status) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from request_stage where request_id = :request and ended_at is null"
                        + " and (:status = 'SOLVED' or kind = 'APPROVAL' and :status <> 'CANCELLED'))")
                .bind("request", request)
                .bind("status", status)
                .mapTo(Boolean.class)
                .one());
  }
}
