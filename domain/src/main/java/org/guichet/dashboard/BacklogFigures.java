package org.guichet.dashboard;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.guichet.dashboard.Dashboard.Backlog;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Open requests by age. */
final class BacklogFigures {
  private BacklogFigures() {}

  static List<Backlog> read(Handle handle, Scope scope) {
    LocalDate today = LocalDate.now(scope.filter().zone());
    Query query =
        scope.query(
            handle,
            "select case when r.submitted_at >= :TODAY then 'TODAY' when r.submitted_at >= :DAYS_3 then 'DAYS_3'"
                + " when r.submitted_at >= :DAYS_7 then 'DAYS_7' when r.submitted_at >= :DAYS_30 then 'DAYS_30'"
                + " else 'OLDER' end as age, count(*) as many, count(*) filter (where r.due_at < now()) as overdue"
                + " from service_request r where "
                + scope.rows()
                + Scope.OPEN
                + " group by 1");
    for (Age age : Age.values()) {
      LocalDate first = age.sent(today).from();
      query.bind(age.name(), first == null ? null : scope.filter().begin(first));
    }
    List<Backlog> found =
        query
            .map(
                (row, context) ->
                    new Backlog(
                        Age.valueOf(row.getString("age")),
                        row.getInt("many"),
                        row.getInt("overdue")))
            .list();
    List<Backlog> all = new ArrayList<>();
    Arrays.stream(Age.values())
        .forEach(
            age ->
                all.add(
                    found.stream()
                        .filter(one -> one.age() == age)
                        .findFirst()
                        .orElse(new Backlog(age, 0, 0))));
    return all;
  }
}
