package org.guichet.delivery;

import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Deliveries that wait for others. The claim itself holds everything that is not next in line; the
 * mark {@code waits} only spares it from looking at thousands of them again and again. So a mark
 * too few costs time, and a mark too many is found by {@link #freeForgotten}.
 */
final class Successors {
  private static final String FREE =
      """
      update delivery d set waits = false where d.state = 0 and d.waits %s
        and not exists (select 1 from delivery older
          where older.request_id = d.request_id and older.connector_id = d.connector_id
            and older.id < d.id and older.state in (0, 1, 4))
        and not exists (select 1 from delivery first
          where first.event_id = d.event_id and first.flow_id = d.after_flow_id and first.state in (0, 1, 4))
      """;

  private static final String OF_REQUESTS = FREE.formatted("and d.request_id = any(:requests)");
  private static final String FORGOTTEN = FREE.formatted("");

  private Successors() {}

  /**
   * Lets those go on who wait for nobody any more, after a delivery of their request was settled.
   *
   * @return how many
   */
  static int free(Handle handle, Collection<UUID> requests) {
    return requests.isEmpty()
        ? 0
        : handle
            .createUpdate(OF_REQUESTS)
            .bindArray("requests", UUID.class, requests.stream().distinct().toList())
            .execute();
  }

  /**
   * Finds all who wait for nobody.
   *
   * @return how many; none, unless two nodes settled both that one waited for in the same moment
   */
  static int freeForgotten(Handle handle) {
    return handle.createUpdate(FORGOTTEN).execute();
  }
}
