package org.guichet.dashboard;

import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

/** Whose requests of which period are counted: part of every statement of the figures. */
record Scope(Viewer viewer, DashboardFilter filter) {
  /** Written out, so that the planner knows the indexes of open requests for the right ones. */
  static final String OPEN =
      " and r.status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')";

  /** Which rows of {@code service_request r} are meant. */
  String rows() {
    return Visibility.atDesk(viewer).of("r")
        + (filter.team() == null ? "" : " and r.team_id = :team");
  }

  /** That a moment is in the period. */
  static String within(String column) {
    return " and %1$s >= :begin and %1$s < :end".formatted(column);
  }

  /** The first day of the part of the period that has a moment. */
  String part(String column) {
    return "date_trunc('%s', %s at time zone :zone)::date".formatted(filter.step().sql(), column);
  }

  /** A query that knows {@code :before}, {@code :begin}, {@code :end}, {@code :zone}. */
  Query query(Handle handle, String sql) {
    Query query = Visibility.atDesk(viewer).bind(handle.createQuery(sql));
    query.getConfig(SqlStatements.class).setUnusedBindingAllowed(true); // a supervisor's needs none
    if (filter.team() != null) {
      query.bind("team", filter.team());
    }
    return query
        .bind("before", filter.before())
        .bind("begin", filter.begin())
        .bind("end", filter.end())
        .bind("zone", filter.zone().getId());
  }
}
