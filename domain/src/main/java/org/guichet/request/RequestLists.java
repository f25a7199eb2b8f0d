package org.guichet.request;

import java.util.List;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Lists of requests: by projection, page after page by key, counted only so far. */
final class RequestLists {
  private static final int MOST_ROWS = 200;

  /** What a row shows, of the requests that a query names {@code r}. */
  private static final String ROWS =
      """
      select r.id, r.number, r.subject, t.name::text as type_name, r.status, p.name as requester,
        o.name as organization, a.name as assignee, r.submitted_at, r.updated_at, d.systems, d.delivered, d.stopped,
        exists (select 1 from withheld_request w where w.request_id = r.id) as withheld
      from (%s) r join request_type t on t.id = r.type_id join person p on p.id = r.requester_id
        left join organization o on o.id = r.organization_id left join person a on a.id = r.assignee_id
        cross join lateral (
          select count(distinct connector_id) as systems,
            count(distinct connector_id) filter (where state in (2, 3)) as delivered,
            count(*) filter (where state = 4) as stopped
          from delivery where request_id = r.id) d
      """;

  private final Jdbi jdbi;

  RequestLists(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** One page; see {@link Requests#list}. */
  List<RequestRow> page(Viewer viewer, RequestFilter filter, int limit) {
    RequestConditions conditions = new RequestConditions(viewer, filter);
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
                .map(ConstructorMapper.of(RequestRow.class))
                .list());
  }

  /** Those of these requests that the filter lets through, in its order. */
  List<RequestRow> ofKeys(Viewer viewer, RequestFilter filter, List<UUID> keys) {
    RequestConditions conditions = new RequestConditions(viewer, filter);
    String chosen =
        "select * from service_request r where r.id = any(:keys) and " + conditions.all();
    return jdbi.withHandle(
        handle ->
            conditions
                .bind(handle.createQuery(ROWS.formatted(chosen) + conditions.order()))
                .bindArray("keys", UUID.class, keys)
                .map(ConstructorMapper.of(RequestRow.class))
                .list());
  }

  int count(Viewer viewer, RequestFilter filter) {
    RequestConditions conditions = new RequestConditions(viewer, filter);
    return jdbi.withHandle(
        handle ->
            conditions
                .bind(
                    handle.createQuery(
                        "select count(*) from (select 1 from service_request r where "
                            + conditions.all()
                            + " limit :most) counted"))
                .bind("most", Requests.MOST_COUNTED)
                .mapTo(Integer.class)
                .one());
  }
}
