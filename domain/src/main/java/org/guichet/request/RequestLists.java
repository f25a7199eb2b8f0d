package org.guichet.request;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.request.RequestFilter.Scope;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Lists of requests: by projection, page after page by key, counted only so far. */
final class RequestLists {
  private static final int MOST_ROWS = 200;

  /** What a row shows, of the requests that a query names {@code r}. */
  private static final String ROWS =
      """
      select r.id, r.number, r.subject, t.name::text as type_name, r.status, p.name as requester,
        o.name as organization, a.name as assignee, r.submitted_at, r.updated_at, d.systems, d.delivered, d.stopped
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
    return counts(viewer, filter).get(0);
  }

  Map<Scope, Integer> counts(Viewer viewer, Scope... scopes) {
    List<Integer> counted =
        counts(
            viewer,
            Arrays.stream(scopes)
                .map(scope -> RequestFilter.of(scope, true))
                .toArray(RequestFilter[]::new));
    Map<Scope, Integer> counts = new EnumMap<>(Scope.class);
    for (int i = 0; i < scopes.length; i++) {
      counts.put(scopes[i], counted.get(i));
    }
    return counts;
  }

  /** All in one statement. */
  private List<Integer> counts(Viewer viewer, RequestFilter... filters) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < filters.length; i++) {
      sql.append(i == 0 ? "" : " union all ")
          .append("select ")
          .append(i)
          .append(" as place, count(*) as many from (select 1 from service_request r where ")
          .append(new RequestConditions(viewer, filters[i]).all())
          .append(" limit :most) counted");
    }
    return jdbi.withHandle(
        handle ->
            new RequestConditions(viewer, filters[0])
                .bind(handle.createQuery(sql + " order by place"))
                .bind("most", Requests.MOST_COUNTED)
                .map((row, context) -> row.getInt("many"))
                .list());
  }
}
