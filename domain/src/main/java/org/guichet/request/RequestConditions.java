package org.guichet.request;

import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.request.RequestFilter.Order;
import org.jdbi.v3.core.statement.SqlStatement;

/** A filter as SQL on the row of {@code service_request} that the query calls {@code r}. */
final class RequestConditions {
  private final Viewer viewer;
  private final RequestFilter filter;
  private final Visibility visible;

  RequestConditions(Viewer viewer, RequestFilter filter) {
    this.viewer = viewer;
    this.filter = filter;
    this.visible = Visibility.of(viewer);
  }

  /** What a row must be, its place in the list left aside. */
  String all() {
    return visible.of("r")
        + whose()
        + progress()
        + (filter.type() == null
            ? ""
            : " and r.type_id = (select id from request_type where key = :type)")
        + (filter.from() == null ? "" : " and r.submitted_at >= :from")
        + (filter.before() == null ? "" : " and r.submitted_at < :before");
  }

  private String whose() {
    return switch (filter.scope()) {
      case MINE -> " and r.requester_id = :viewer";
      case ORGANIZATION ->
          viewer.managedOrganizations().isEmpty()
              ? " and r.requester_id = :viewer"
              : " and (r.requester_id = :viewer or r.organization_id in (<managed>))";
      case FOLLOWED ->
          " and r.id in (select f.request_id from participant f where f.person_id = :viewer)";
      case VISIBLE -> "";
    };
  }

  private String progress() {
    return switch (filter.progress()) {
      case ANY -> "";
      case OPEN -> " and r.status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')";
      case WAITING -> " and r.status = 'WAITING_FOR_CUSTOMER'";
      case DONE -> " and r.status in ('SOLVED', 'CLOSED', 'CANCELLED')";
    };
  }

  /** The column that the list goes by. */
  private String column() {
    return filter.order() == Order.CHANGED ? "r.updated_at" : "r.submitted_at";
  }

  private boolean isAscending() {
    return filter.order() == Order.OLDEST;
  }

  /** The place in the list; empty at its beginning. */
  String behind() {
    return filter.after() == null
        ? ""
        : " and ("
            + column()
            + ", r.id) "
            + (isAscending() ? ">" : "<")
            + " (:afterTime, :afterId)";
  }

  String order() {
    String way = isAscending() ? "" : " desc";
    return " order by " + column() + way + ", r.id" + way;
  }

  /** Gives the statement every value that the conditions name. */
  <S extends SqlStatement<S>> S bind(S statement) {
    visible.bind(statement);
    if (filter.type() != null) {
      statement.bind("type", filter.type());
    }
    if (filter.from() != null) {
      statement.bind("from", filter.from());
    }
    if (filter.before() != null) {
      statement.bind("before", filter.before());
    }
    if (filter.after() != null) {
      statement.bind("afterTime", filter.after().at()).bind("afterId", filter.after().id());
    }
    return statement;
  }
}
