package org.guichet.request;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * Which requests a list shows, and in which order.
 *
 * @param scope whose
 * @param progress how far their work is
 * @param type key of the service; null for all
 * @param from sent at that moment or later; null for no limit
 * @param before sent before that moment; null for no limit
 * @param order which ones come first
 * @param after the last row of the page before; null for the first page
 */
public record RequestFilter(
    Scope scope,
    Progress progress,
    String type,
    Instant from,
    Instant before,
    Order order,
    Position after)
    implements Serializable {

  /** Whose requests. */
  public enum Scope {
    /** Those the viewer asked for himself. */
    MINE,
    /**
     * All that the viewer sees as a customer: his own and those of the organizations he manages.
     */
    ORGANIZATION,
    /** Those of colleagues that the viewer follows. */
    FOLLOWED,
    /** Everything he may see, as a customer or at the desk. */
    VISIBLE
  }

  /** How far the work is. */
  public enum Progress {
    ANY,
    /** Work is still to be done. */
    OPEN,
    /** The company waits for the customer. */
    WAITING,
    /** Solved, closed or cancelled. */
    DONE
  }

  /** What comes first. */
  public enum Order {
    /** Last changed. */
    CHANGED,
    /** Last sent. */
    NEWEST,
    /** First sent. */
    OLDEST;

    /** The moment by which a row has its place. */
    public Instant at(RequestRow row) {
      return this == CHANGED ? row.updatedAt() : row.submittedAt();
    }
  }

  /**
   * A place in the list.
   *
   * @param at the moment that the order goes by
   */
  public record Position(Instant at, UUID id) implements Serializable {}

  /** The last changed ones of a scope. */
  public static RequestFilter of(Scope scope, boolean openOnly) {
    return new RequestFilter(
        scope, openOnly ? Progress.OPEN : Progress.ANY, null, null, null, Order.CHANGED, null);
  }

  /**
   * The same list in an order that nothing disturbs: whoever reads it page by page meets every
   * request once, even one that changes meanwhile.
   */
  public RequestFilter inFixedOrder() {
    Order fixed = order == Order.CHANGED ? Order.NEWEST : order;
    return new RequestFilter(scope, progress, type, from, before, fixed, after);
  }

  /** The same list from another place on; null is its beginning. */
  public RequestFilter from(Position place) {
    return new RequestFilter(scope, progress, type, from, before, order, place);
  }

  /** The same list behind that row. */
  public RequestFilter after(RequestRow row) {
    return from(new Position(order.at(row), row.id()));
  }
}
