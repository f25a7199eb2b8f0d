package org.guichet.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.guichet.access.NotAllowed;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Lists of the desk: by projection, page after page by key, counted only so far. */
@ApplicationScoped
public class Queues {
  /**
   * Counts stop here: nobody needs to know whether 1,000 or 90,000 wait, and counting on would
   * cost.
   */
  public static final int MOST_COUNTED = 1_000;

  private static final int MOST_ROWS = 2_000;

  /** Rows of the requests that a query finds. */
  static final String ROWS =
      """
      select r.id, r.number, r.version, r.subject, t.name::text as type_name, r.status, r.priority,
        p.name as requester, o.name as organization, tm.name as team, a.name as assignee,
        array(select g.tag from request_tag g where g.request_id = r.id order by g.tag) as tags,
        r.submitted_at, r.updated_at, d.systems, d.delivered, d.stopped, d.failed, d.held, r.due_at,
        exists (select 1 from withheld_request w where w.request_id = r.id) as withheld
      from (%s) r join request_type t on t.id = r.type_id join person p on p.id = r.requester_id
        join team tm on tm.id = r.team_id
        left join organization o on o.id = r.organization_id left join person a on a.id = r.assignee_id
        cross join lateral (
          select count(distinct connector_id) as systems,
            count(distinct connector_id) filter (where state in (2, 3)) as delivered,
            count(*) filter (where state = 4) as stopped,
            count(*) filter (where state = 0 and attempts > 0) as failed,
            count(*) filter (where state = 0 and attempts = 0 and (waits or exists (select 1 from connector c
              where c.id = connector_id and c.paused_since is not null))) as held
          from delivery where request_id = r.id) d
      """;

  private Jdbi jdbi;

  protected Queues() {}

  @Inject
  public Queues(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Requests that the viewer sees at the desk, in the filter's order.
   *
   * @param limit most rows, 2,000 at most
   * @throws NotAllowed when he has no desk
   */
  public List<QueueRow> page(Viewer viewer, QueueFilter filter, int limit) {
    QueueConditions conditions = conditions(viewer, filter);
    String chosen =
        "select * from service_request r where "
            + conditions.all()
            + conditions.behind()
            + conditions.order()
            + " limit :limit";
    return jdbi.withHandle(
        handle ->
            conditions
                .bind(handle.createQuery(ROWS.formatted(chosen) + conditions.order()))
                .bind("limit", Math.min(limit, MOST_ROWS))
                .map(ConstructorMapper.of(QueueRow.class))
                .list());
  }

  /** How many requests the filter finds, at most {@link #MOST_COUNTED}; its place is left aside. */
  public int count(Viewer viewer, QueueFilter filter) {
    QueueConditions conditions = conditions(viewer, filter);
    return jdbi.withHandle(
        handle ->
            conditions
                .bind(
                    handle.createQuery(
                        "select count(*) from (select 1 from service_request r where "
                            + conditions.all()
                            + " limit :most) counted"))
                .bind("most", MOST_COUNTED)
                .mapTo(Integer.class)
                .one());
  }

  private static QueueConditions conditions(Viewer viewer, QueueFilter filter) {
    if (!viewer.isStaff()) {
      throw new NotAllowed("see the queue");
    }
    return new QueueConditions(viewer, filter);
  }
}
