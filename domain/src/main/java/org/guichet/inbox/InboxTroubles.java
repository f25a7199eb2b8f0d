package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.guichet.access.NotAllowed;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What comes in with difficulty: systems that cannot be asked. */
@ApplicationScoped
public class InboxTroubles {
  private Jdbi jdbi;

  protected InboxTroubles() {}

  @Inject
  public InboxTroubles(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * One of them.
   *
   * @param connectorName its names, JSON
   * @param sentence what is wrong
   * @param since when it began
   */
  public record Trouble(String connectorName, String sentence, Instant since)
      implements Serializable {}

  /**
   * Systems that cannot be asked for changes, whose records cannot be read, or that have left the
   * last question of a form unanswered.
   */
  public List<Trouble> unreachable(Viewer viewer, int limit) {
    return list(
        viewer,
        "select c.name::text as connector_name, p.last_error as sentence,"
            + " coalesce(p.last_success, p.polled_at) as since from poll_cursor p join connector c on c.id = p.connector_id"
            + " where p.last_error is not null union all"
            + " select c.name::text, min(w.last_error), min(w.first_at) from wake_up w"
            + " join connector c on c.id = w.connector_id where w.last_error is not null group by c.id"
            + " union all select c.name::text, 'Forms look up in vain. ' || l.problem, l.asked_at from"
            + " (select distinct on (connector_id) connector_id, problem, asked_at from inquiry where verb = 'lookup'"
            + " and asked_at > now() - interval '15 minutes' and answered_at is not null order by connector_id, asked_at desc) l"
            + " join connector c on c.id = l.connector_id where l.problem is not null"
            + " order by since limit :limit",
        limit);
  }

  private List<Trouble> list(Viewer viewer, String query, int limit) {
    if (!viewer.caresForDeliveries()) {
      throw new NotAllowed("see the inbox");
    }
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(query)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Trouble.class))
                .list());
  }
}
