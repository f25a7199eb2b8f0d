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
   */
  private static final String APPEND =
      """
      with event as (
        insert into outbox_event (request_id, type, payload, origin, happened_at)
        values (:request, :type, :payload::jsonb, :origin, :now) returning id)
      insert into delivery (event_id, flow_id, after_flow_id, request_id, connector_id, next_attempt_at, updated_at)
      select event.id, f.id, f.after_flow_id, :request, f.connector_id, now(), now()
      from event, flow f join connector c on c.id = f.connector_id
      where f.active and f.event_type = :type and c.key is distinct from :origin
      order by f.id
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
}
