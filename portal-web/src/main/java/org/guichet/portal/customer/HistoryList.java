package org.guichet.portal.customer;

import java.io.Serializable;
import java.util.List;
import org.guichet.access.Viewer;
import org.guichet.customer.CustomerHistory;
import org.guichet.customer.CustomerHistory.Place;
import org.guichet.customer.CustomerRequest;
import org.guichet.customer.History;
import org.guichet.customer.Whose;
import org.guichet.portal.request.ListPlace;
import org.guichet.request.RequestFilter.Position;

/**
 * One page of somebody's requests, open ones or past ones.
 *
 * @param address of the page they are shown on, with its first parameter
 * @param past whether it is the past ones
 * @param continued whether this is not the first page
 * @param next the place behind the last row; empty when this is the last page
 */
public record HistoryList(
    String address,
    History counts,
    boolean past,
    List<CustomerRequest> rows,
    boolean continued,
    String next)
    implements Serializable {
  private static final int PAGE = 25;

  /**
   * Reads it.
   *
   * @param show {@code past}, else the open ones
   * @param after a place as it stands in an address
   */
  static HistoryList read(
      CustomerHistory history,
      Viewer viewer,
      Whose whose,
      String address,
      String show,
      String after) {
    boolean past = "past".equals(show);
    Position from = ListPlace.parse(after);
    Place place = from == null ? null : new Place(from.at(), from.id());
    List<CustomerRequest> found = history.page(viewer, whose, !past, place, PAGE + 1);
    List<CustomerRequest> rows = found.size() > PAGE ? found.subList(0, PAGE) : found;
    CustomerRequest last = rows.isEmpty() ? null : rows.get(rows.size() - 1);
    return new HistoryList(
        address,
        history.of(viewer, whose),
        past,
        List.copyOf(rows),
        place != null,
        found.size() > PAGE ? ListPlace.of(new Position(last.updatedAt(), last.id())) : "");
  }

  /** How many past ones there are. */
  public int pastCount() {
    return counts.total() - counts.open();
  }
}
