package org.guichet.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.guichet.access.NotAllowed;
import org.guichet.access.Viewer;
import org.guichet.queue.Board.Column;
import org.guichet.request.RequestStatus;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

/** Queues as columns by status, in two statements however many columns there are. */
@ApplicationScoped
public class Boards {
  /** Cards of a column with work to be done. */
  public static final int MOST_OPEN = 50;

  /** Cards of a column whose work is done: the last ones. */
  public static final int MOST_SETTLED = 10;

  private Jdbi jdbi;

  protected Boards() {}

  @Inject
  public Boards(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Requests that the viewer sees at the desk, in the filter's order; its statuses and its place
   * are left aside.
   *
   * @throws NotAllowed when he has no desk
   */
  public Board of(Viewer viewer, QueueFilter filter) {
    if (!viewer.isStaff()) {
      throw new NotAllowed("see the board");
    }
    return jdbi.withHandle(
        handle -> {
          Map<RequestStatus, List<QueueRow>> cards =
              cards(handle, viewer, filter).stream()
                  .collect(Collectors.groupingBy(QueueRow::status));
          Map<RequestStatus, Integer> counts = counts(handle, viewer, filter);
          return new Board(
              Arrays.stream(RequestStatus.values())
                  .map(
                      status ->
                          column(
                              status,
                              cards.getOrDefault(status, List.of()),
                              counts.getOrDefault(status, 0)))
                  .toList());
        });
  }

  private static Column column(RequestStatus status, List<QueueRow> found, int counted) {
    boolean more = found.size() > most(status);
    List<QueueRow> cards = more ? found.subList(0, most(status)) : found;
    return new Column(status, List.copyOf(cards), Math.max(counted, cards.size()), more);
  }

  private static int most(RequestStatus status) {
    return status.isOpen() ? MOST_OPEN : MOST_SETTLED;
  }

  private static List<QueueRow> cards(Handle handle, Viewer viewer, QueueFilter filter) {
    String all =
        Arrays.stream(RequestStatus.values())
            .map(status -> "(" + cards(viewer, filter, status) + ")")
            .collect(Collectors.joining(" union all "));
    QueueConditions conditions = new QueueConditions(viewer, filter.from(null));
    return query(handle, conditions, Queues.ROWS.formatted(all) + conditions.order())
        .map(ConstructorMapper.of(QueueRow.class))
        .list();
  }

  private static String cards(Viewer viewer, QueueFilter filter, RequestStatus status) {
    QueueConditions conditions = new QueueConditions(viewer, filter.from(null).of(Set.of(status)));
    return "select r.* from service_request r where "
        + conditions.all()
        + conditions.order()
        + " limit "
        + (most(status) + 1);
  }

  private static Query query(Handle handle, QueueConditions conditions, String sql) {
    Query query = conditions.bind(handle.createQuery(sql));
    query.getConfig(SqlStatements.class).setUnusedBindingAllowed(true); // a supervisor's needs none
    return query;
  }

  private static Map<RequestStatus, Integer> counts(
      Handle handle, Viewer viewer, QueueFilter filter) {
    QueueConditions conditions =
        new QueueConditions(viewer, filter.from(null).of(QueueFilter.OPEN));
    Map<RequestStatus, Integer> counts = new EnumMap<>(RequestStatus.class);
    query(
            handle,
            conditions,
            "select r.status, count(*) as many from service_request r where "
                + conditions.all()
                + " group by r.status")
        .map(
            (row, context) ->
                counts.put(RequestStatus.valueOf(row.getString("status")), row.getInt("many")))
        .list();
    return counts;
  }
}
