package org.guichet.dashboard;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.guichet.dashboard.Dashboard.Pace;
import org.guichet.dashboard.Dashboard.Times;
import org.jdbi.v3.core.Handle;

/** How long first answers and solutions took, by the clock on the wall: median and nine of ten. */
record PaceFigures(Pace answers, Pace solutions) {
  private static final String TAKEN =
      """
      select '%1$s' as what, part, count(*) as many,
        percentile_cont(array[0.5, 0.9]) within group (order by seconds) as times
      from (select %2$s as part, extract(epoch from %1$s - r.submitted_at)::float8 as seconds
        from service_request r where %3$s %4$s) taken
      group by grouping sets ((part), ())
      """;

  private static final String ANSWERED = "r.responded_at";
  private static final String SOLVED = "r.solved_at";

  static PaceFigures read(Handle handle, Scope scope) {
    Map<String, Map<LocalDate, Times>> found = new HashMap<>();
    scope
        .query(handle, taken(scope, ANSWERED) + " union all " + taken(scope, SOLVED))
        .map((row, context) -> put(found, row))
        .list();
    return new PaceFigures(
        pace(scope, found.getOrDefault(ANSWERED, Map.of())),
        pace(scope, found.getOrDefault(SOLVED, Map.of())));
  }

  private static String taken(Scope scope, String column) {
    return TAKEN.formatted(column, scope.part(column), scope.rows(), Scope.within(column));
  }

  private static Times put(Map<String, Map<LocalDate, Times>> found, ResultSet row)
      throws SQLException {
    Array times = row.getArray("times");
    Double[] seconds = times == null ? null : (Double[]) times.getArray();
    return found
        .computeIfAbsent(row.getString("what"), what -> new HashMap<>())
        .put(
            row.getObject("part", LocalDate.class),
            seconds == null
                ? Times.NONE
                : new Times(row.getInt("many"), duration(seconds[0]), duration(seconds[1])));
  }

  private static Duration duration(double seconds) {
    return Duration.ofSeconds(Math.round(seconds));
  }

  private static Pace pace(Scope scope, Map<LocalDate, Times> found) {
    return new Pace(
        found.getOrDefault(null, Times.NONE),
        scope.filter().parts().stream()
            .map(part -> found.getOrDefault(scope.filter().step().begin(part.from()), Times.NONE))
            .toList());
  }
}
