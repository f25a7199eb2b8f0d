package org.guichet.dashboard;

import java.util.List;
import org.guichet.dashboard.Dashboard.ServiceShare;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What came in the period, by service and status. */
final class ServiceFigures {
  private ServiceFigures() {}

  static List<ServiceShare> read(Handle handle, Scope scope) {
    return scope
        .query(
            handle,
            "select t.key as service, t.name::text as names, c.status, c.many from"
                + " (select r.type_id, r.status, count(*) as many from service_request r where "
                + scope.rows()
                + Scope.within("r.submitted_at")
                + " group by 1, 2) c join request_type t on t.id = c.type_id"
                + " order by sum(c.many) over (partition by t.id) desc, t.key, c.status")
        .map(ConstructorMapper.of(ServiceShare.class))
        .list();
  }
}
