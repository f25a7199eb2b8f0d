package org.guichet.dashboard;

import java.util.EnumMap;
import java.util.Map;
import org.guichet.dashboard.Dashboard.Kept;
import org.guichet.servicelevel.Decided;
import org.guichet.servicelevel.Target;
import org.jdbi.v3.core.Handle;

/** Which promises were kept, of those that were decided in the period. */
final class PromiseFigures {
  private PromiseFigures() {}

  static Map<Target, Kept> read(Handle handle, Scope scope) {
    Map<Target, Kept> promises = new EnumMap<>(Target.class);
    scope
        .query(
            handle,
            "select c.target, count(*) filter (where %1$s) as kept, count(*) filter (where not %1$s) as missed"
                    .formatted(Decided.kept("c"))
                + " from service_clock c join service_request r on r.id = c.request_id where "
                + scope.rows()
                + " and "
                + Decided.between("c", ":begin", ":end")
                + " group by c.target")
        .map(
            (row, context) ->
                promises.put(
                    Target.valueOf(row.getString("target")),
                    new Kept(row.getInt("kept"), row.getInt("missed"))))
        .list();
    return promises;
  }
}
