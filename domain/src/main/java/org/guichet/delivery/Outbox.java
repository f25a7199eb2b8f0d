package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * What happened to a request and must be told to company systems: the event and one delivery per
 * flow that asks for it, in the transaction that made it happen. Both rows or neither.
 */
@ApplicationScoped
public class Outbox {
  /**
   * The event and its deliveries in one statement. A system is not told what it told us: no echo.
   * One that comes after another of this event, or behind an older one of its own system, waits
   * until that one frees it. A connector that is being removed at this moment is waited for.
   */
  private static final String APPEND =
      """
      with event as (
        insert into outbox_event (request_id, type, payload, origin, happened_at)
        values (:request, :type, :payload::jsonb, :origin, :now) returning id),
      told as (
        select f.* from flow f join connector c on c.id = f.connector_id
        where f.active and f.event_type = :type and c.key is distinct from :origin and c.removed_at is null
        for key share of c)
      insert into delivery (event_id, flow_id, after_flow_id, request_id, connector_id, next_attempt_at, updated_at, waits)
      select event.id, t.id, t.after_flow_id, :request, t.connector_id, now(), now(),
        exists (select 1 from told first where first.id = t.after_flow_id)
          or exists (select 1 from told older where older.connector_id = t.connector_id and older.id < t.id)
          or exists (select 1 from delivery older where older.request_id = :request
            and older.connector_id = t.connector_id and older.state in (0, 1, 4))
      from event, told t order by t.id
      """;

  private Jdbi jdbi;

  protected Outbox() {}

  @Inject
  public Outbox(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Appends an event. The caller holds the request's row lock, so that the order of ids is the
   * order of events, and announces the request once at the end of its transaction.
   *
   * @param type such as {@code request.submitted}
   * @param payload the event's own facts, under the names that mappings use
   * @param origin key of the connector that caused it; null when a person did
   * @return how many systems are to be told
   */
  public int append(UUID request, String type, JsonObject payload, String origin) {
    Instant now = Instant.now();
    JsonObject complete =
        Json.createObjectBuilder(payload)
            .add("event", Json.createObjectBuilder().add("type", type).add("at", now.toString()))
            .build();
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(APPEND)
                .bind("request", request)
                .bind("type", type)
                .bind("payload", complete.toString())
                .bind("origin", origin)
                .bind("now", now)
                .execute());
  }

  /**
   * Whether a connector has still to be told an event of that type: what its system says meanwhile
   * is older than what we have to say.
   */
  public boolean isAboutToTell(UUID request, int connector, String type) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from delivery d join outbox_event e on e.id = d.event_id"
                        + " where d.request_id = :request and d.connector_id = :connector and d.state in (0, 1)"
                        + " and e.type = :type)")
                .bind("request", request)
                .bind("connector", connector)
                .bind("type", type)
                .mapTo(Boolean.class)
                .one());
  }
}
