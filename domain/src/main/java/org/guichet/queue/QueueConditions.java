package org.guichet.queue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A filter as SQL on the row of {@code service_request} that the query calls {@code r}. Which
 * statuses is written out, so that the planner knows the index of open requests for the right one.
 */
final class QueueConditions {
  private final Viewer viewer;
  private final QueueFilter filter;
  private final Visibility visible;
  private final OutcomeConditions outcome;

  QueueConditions(Viewer viewer, QueueFilter filter) {
    this.viewer = viewer;
    this.filter = filter;
    this.visible = Visibility.atDesk(viewer);
    this.outcome = new OutcomeConditions(filter.outcome());
  }

  /** What a row must be, its place in the list left aside. */
  String all() {
    return visible.of("r")
        + filter.queue().condition(viewer)
        + oneOf("r.status", filter.statuses())
        + oneOf("r.priority", filter.priorities())
        + (filter.type() == null
            ? ""
            : " and r.type_id = (select id from request_type where key = :type)")
        + (filter.assignee() == null ? "" : " and r.assignee_id = :assignee")
        + (filter.unassigned() ? " and r.assignee_id is null" : "")
        + (filter.team() == null ? "" : " and r.team_id = :team")
        + (filter.organization() == null
            ? ""
            : " and r.organization_id in (select id from organization"
                + " where position(lower(:organization) in lower(name)) > 0)")
        + (filter.tag() == null
            ? ""
            : " and r.id in (select request_id from request_tag where tag = :tag)")
        + (filter.overdue() ? " and r.due_at < now()" : "")
        + (filter.from() == null ? "" : " and r.submitted_at >= :from")
        + (filter.before() == null ? "" : " and r.submitted_at < :before")
        + outcome.all()
        // Who sees a request at the desk reads everything in it, notes too.
        + (filter.text() == null
            ? ""
            : " and r.id in (select s.request_id from request_search s"
                + " where s.words @@ search_query(:text, '')"
                + " union all select n.id from service_request n where n.number = :number)");
  }

  private static String oneOf(String column, Collection<? extends Enum<?>> values) {
    return values.isEmpty()
        ? ""
        : values.stream()
            .map(value -> "'" + value.name() + "'")
            .sorted()
            .collect(Collectors.joining(", ", " and " + column + " in (", ")"));
  }

  /** The place in the list; empty at its beginning. */
  String behind() {
    if (filter.after() == null) {
      return "";
    }
    List<QueueOrder> order = filter.order();
    return order.stream().map(QueueOrder::descending).distinct().count() == 1
        ? " and " + behindInOneDirection(order)
        : " and (" + behindKeyByKey(order) + ")";
  }

  /** As one comparison of rows, which an index can answer. */
  private String behindInOneDirection(List<QueueOrder> order) {
    List<String> columns = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      columns.add(order.get(i).by().column());
      values.add(value(i));
    }
    return "("
        + String.join(", ", columns)
        + ", r.id) "
        + (order.get(0).descending() ? "<" : ">")
        + " ("
        + String.join(", ", values)
        + ", :afterId)";
  }

  private String behindKeyByKey(List<QueueOrder> order) {
    List<String> ways = new ArrayList<>();
    StringBuilder same = new StringBuilder();
    for (int i = 0; i < order.size(); i++) {
      String column = order.get(i).by().column();
      ways.add(same + column + (order.get(i).descending() ? " < " : " > ") + value(i));
      same.append(column).append(" = ").append(value(i)).append(" and ");
    }
    ways.add(same + "r.id " + (last().descending() ? "<" : ">") + " :afterId");
    return String.join(" or ", ways);
  }

  private String value(int place) {
    return "cast(:after" + place + " as " + filter.order().get(place).by().type() + ")";
  }

  private QueueOrder last() {
    return filter.order().get(filter.order().size() - 1);
  }

  String order() {
    return filter.order().stream()
        .map(one -> one.by().column() + (one.descending() ? " desc" : ""))
        .collect(
            Collectors.joining(
                ", ", " order by ", ", r.id" + (last().descending() ? " desc" : "")));
  }

  /** Gives the statement every value that the conditions name. */
  <S extends SqlStatement<S>> S bind(S statement) {
    visible.bind(statement);
    bind(statement, "type", filter.type());
    bind(statement, "assignee", filter.assignee());
    bind(statement, "team", filter.team());
    bind(statement, "organization", filter.organization());
    bind(statement, "tag", filter.tag());
    bind(statement, "from", filter.from());
    bind(statement, "before", filter.before());
    bind(statement, "text", filter.text());
    outcome.bind(statement);
    if (filter.text() != null) {
      statement.bind("number", filter.text().toUpperCase(Locale.ROOT));
    }
    if (filter.after() != null) {
      statement.bind("afterId", filter.after().id());
      for (int i = 0; i < filter.after().values().size(); i++) {
        statement.bind("after" + i, filter.after().values().get(i));
      }
    }
    return statement;
  }

  private static void bind(SqlStatement<?> statement, String name, Object value) {
    if (value != null) {
      statement.bind(name, value);
    }
  }
}
