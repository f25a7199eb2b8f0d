package org.guichet.dashboard;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guichet.dashboard.Dashboard.Totals;
import org.guichet.dashboard.Dashboard.Volume;
import org.guichet.dashboard.DashboardFilter.Part;
import org.jdbi.v3.core.Handle;

/** What came and what was solved, part by part, and in the period before. */
record VolumeFigures(List<Volume> parts, Totals before) {
  private static final String COUNTED =
      """
      select case when %1$s >= :begin then %2$s end as part, count(*) as many, '%1$s' = 'r.solved_at' as solved
      from service_request r where %3$s and %1$s >= :before and %1$s < :end group by 1
      """;

  private record Row(LocalDate part, int many, boolean solved) {}

  static VolumeFigures read(Handle handle, Scope scope) {
    String sql = counted(scope, "r.submitted_at") + " union all " + counted(scope, "r.solved_at");
    Map<LocalDate, Totals> parts = new HashMap<>();
    scope
        .query(handle, sql)
        .map(
            (row, context) ->
                new Row(
                    row.getObject("part", LocalDate.class),
                    row.getInt("many"),
                    row.getBoolean("solved")))
        .forEach(row -> parts.merge(row.part(), totals(row), VolumeFigures::sum));
    return new VolumeFigures(
        scope.filter().parts().stream().map(part -> volume(scope, part, parts)).toList(),
        parts.getOrDefault(null, new Totals(0, 0)));
  }

  private static String counted(Scope scope, String column) {
    return COUNTED.formatted(column, scope.part(column), scope.rows());
  }

  private static Totals totals(Row row) {
    return row.solved() ? new Totals(0, row.many()) : new Totals(row.many(), 0);
  }

  private static Totals sum(Totals one, Totals other) {
    return new Totals(one.submitted() + other.submitted(), one.solved() + other.solved());
  }

  private static Volume volume(Scope scope, Part part, Map<LocalDate, Totals> parts) {
    Totals totals = parts.getOrDefault(scope.filter().step().begin(part.from()), new Totals(0, 0));
    return new Volume(part, totals.submitted(), totals.solved());
  }
}
