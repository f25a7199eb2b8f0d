package org.guichet.dashboard;

import java.util.List;
import org.guichet.dashboard.Dashboard.Stopped;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Deliveries that need a person, by system; their index holds all that are not confirmed. */
final class DeliveryFigures {
  private DeliveryFigures() {}

  static List<Stopped> read(Handle handle, Scope scope) {
    return scope
        .query(
            handle,
            "select k.key as connector, k.name::text as names, count(*) as many, count(distinct d.request_id) as requests"
                + " from delivery d join service_request r on r.id = d.request_id"
                + " join connector k on k.id = d.connector_id"
                + " where coalesce(d.state, 2) = 4 and coalesce(d.state, 2) <> 2 and "
                + scope.rows()
                + " group by k.id order by 3 desc, 1")
        .map(ConstructorMapper.of(Stopped.class))
        .list();
  }
}
