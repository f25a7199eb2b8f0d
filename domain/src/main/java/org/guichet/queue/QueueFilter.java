package org.guichet.queue;

import java.io.Serializable;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;

/**
 * Which requests of a queue a list shows, and in which order.
 *
 * @param statuses those that are shown; empty for all
 * @param priorities those that are shown; empty for all
 * @param type key of the service; null for all
 * @param assignee whose; null for anybody's and nobody's
 * @param unassigned whether only those that nobody has
 * @param team whose; null for all
 * @param organization a part of the customer's name; null for all
 * @param tag that they have; null for any or none
 * @param overdue whether only those whose deadline is over
 * @param from sent at that moment or later; null for no limit
 * @param before sent before that moment; null for no limit
 * @param text whose words they have; null for no search
 * @param order what comes first; the key of the request always decides last
 * @param after the last row of the page before; null for the first page
 * @param outcome what became of them; null for anything
 */
public record QueueFilter(
    Queue queue,
    Set<RequestStatus> statuses,
    Set<Priority> priorities,
    String type,
    UUID assignee,
    boolean unassigned,
    UUID team,
    String organization,
    String tag,
    boolean overdue,
    Instant from,
    Instant before,
    String text,
    List<QueueOrder> order,
    Place after,
    QueueOutcome outcome)
    implements Serializable {

  /** Whatever became of them. */
  public QueueFilter(
      Queue queue,
      Set<RequestStatus> statuses,
      Set<Priority> priorities,
      String type,
      UUID assignee,
      boolean unassigned,
      UUID team,
      String organization,
      String tag,
      boolean overdue,
      Instant from,
      Instant before,
      String text,
      List<QueueOrder> order,
      Place after) {
    this(
        queue,
        statuses,
        priorities,
        type,
        assignee,
        unassigned,
        team,
        organization,
        tag,
        overdue,
        from,
        before,
        text,
        order,
        after,
        null);
  }

  /** What a queue shows unless something else is said: work to be done. */
  public static final Set<RequestStatus> OPEN =
      EnumSet.of(
          RequestStatus.SUBMITTED, RequestStatus.IN_PROGRESS, RequestStatus.WAITING_FOR_CUSTOMER);

  /** Last changed first. */
  public static final List<QueueOrder> CHANGED =
      List.of(new QueueOrder(QueueOrder.Key.CHANGED, true));

  /**
   * A place in the list: what its row is compared by, in the filter's order, and its key.
   *
   * @param values as text
   */
  public record Place(List<String> values, UUID id) implements Serializable {}

  /** The open requests of a queue, last changed first. */
  public static QueueFilter of(Queue queue) {
    return new QueueFilter(
        queue, OPEN, Set.of(), null, null, false, null, null, null, false, null, null, null,
        CHANGED, null);
  }

  /** The same list from another place on; null is its beginning. */
  public QueueFilter from(Place place) {
    return new QueueFilter(
        queue,
        statuses,
        priorities,
        type,
        assignee,
        unassigned,
        team,
        organization,
        tag,
        overdue,
        from,
        before,
        text,
        order,
        place,
        outcome);
  }

  /** The same with other statuses. */
  public QueueFilter of(Set<RequestStatus> others) {
    return new QueueFilter(
        queue,
        others,
        priorities,
        type,
        assignee,
        unassigned,
        team,
        organization,
        tag,
        overdue,
        from,
        before,
        text,
        order,
        after,
        outcome);
  }

  /** The same list behind that row. */
  public QueueFilter after(QueueRow row) {
    return from(new Place(order.stream().map(one -> one.by().of(row)).toList(), row.id()));
  }

  /** Whether it is a queue as it stands, with nothing that narrows or widens it. */
  public boolean isPlain() {
    return OPEN.equals(statuses)
        && priorities.isEmpty()
        && !unassigned
        && !overdue
        && Stream.<Object>of(type, assignee, team, organization, tag, from, before, text, outcome)
            .allMatch(one -> one == null);
  }
}
