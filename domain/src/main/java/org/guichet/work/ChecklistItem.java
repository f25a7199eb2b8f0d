package org.guichet.work;

import java.io.Serializable;
import java.time.Instant;

/**
 * Something to be done for a request.
 *
 * @param doneBy who has done it; null while it is to be done
 */
public record ChecklistItem(
    long id, String task, String addedBy, Instant addedAt, String doneBy, Instant doneAt)
    implements Serializable {

  public boolean isDone() {
    return doneAt != null;
  }
}
