package org.guichet.delivery;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Deliveries that wait for others. The claim itself holds everything that is not next in line; the
 * mark {@code waits} only spares it from looking at thousands of them again and again. So a mark
 * too few costs time, and a mark too many is found by {@link #freeForgotten}.
 */
final class Successors {
  /** Whoever comes after one of these by its flow, and the next in line at their systems. */
  private static final String FREE =
      """
      update delivery d set waits = false where d.state = 0 and d.waits and d.id in (
        select x.id from delivery s join delivery x on x.event_id = s.event_id and x.after_flow_id = s.flow_id
        where s.id = any(:settled)
        union all
        select next.id from delivery s cross join lateral (
          select x.id from delivery x where x.request_id = s.request_id and x.connector_id = s.connector_id
            and x.state in (0, 1, 4) order by x.id limit 1) next
        where s.id = any(:settled))
      """;

  private static final String FREE_FORGOTTEN =
      """
      update delivery d set waits = false where d.state = 0 and d.waits
        and not exists (select 1 from delivery older
          where older.request_id = d.request_id and older.connector_id = d.connector_id
            and older.id < d.id and older.state in (0, 1, 4))
        and not exists (select 1 from delivery first
          where first.event_id = d.event_id and first.flow_id = d.after_flow_id and first.state in (0, 1, 4))
      """;

  private Successors() {}

  /**
   * Lets those go on who waited for settled deliveries; who has another one before him as well is
   * held by the claim.
   */
  static void free(Handle handle, List<Long> settled) {
    if (!settled.isEmpty()) {
      handle.createUpdate(FREE).bindArray("settled", Long.class, settled).execute();
    }
  }

  /**
   * Finds who waits for nobody.
   *
   * @return how many; none, unless something was settled behind the ledger's back
   */
  static int freeForgotten(Handle handle) {
    return handle.createUpdate(FREE_FORGOTTEN).execute();
  }
}
