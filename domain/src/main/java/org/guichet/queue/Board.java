package org.guichet.queue;

import java.io.Serializable;
import java.util.List;
import org.guichet.request.RequestStatus;

/**
 * A queue as columns by status.
 *
 * @param columns all of them, in the order of a request's life
 */
public record Board(List<Column> columns) implements Serializable {

  /**
   * Requests of one status.
   *
   * @param cards those that are shown
   * @param many how many there are; of settled ones nobody counts, then as many as are shown
   * @param more whether there are more than are shown
   */
  public record Column(RequestStatus status, List<QueueRow> cards, int many, boolean more)
      implements Serializable {

    /** How many are not shown; 0 when nobody counted. */
    public int left() {
      return many - cards.size();
    }
  }
}
