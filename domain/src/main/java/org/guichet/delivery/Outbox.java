package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * What happened to a request and must be told to company systems: the event and one delivery per
 * flow that asks for it, in the transaction that made it happen. Both rows or neither.
 */
@ApplicationScoped
public class Outbox {
  private static final String DELIVERIES =
      """
      told as (
        select f.* from event, flow f join connector c on c.id = f.connector_id
        where f.active and f.event_type = event.type and c.key is distinct from event.origin and c.removed_at is null
          and (f.at_once or not event.withheld)
        for key share of c)
      insert into delivery (event_id, flow_id, after_flow_id, request_id, connector_id, next_attempt_at, updated_at, waits)
      select event.id, t.id, t.after_flow_id, :request, t.connector_id, now(), now(),
        exists (select 1 from told first where first.id = t.after_flow_id)
          or exists (select 1 from told older where older.connector_id = t.connector_id and older.id < t.id)
          or exists (select 1 from delivery older where older.request_id = :request
            and older.connector_id = t.connector_id and older.state in (0, 1, 4))
      from event, told t order by t.id on conflict (event_id, flow_id) do nothing
      """;

  /**
   * The event and its deliveries in one statement. A system is not told what it told us: no echo.
   * One that comes after another of this event, or behind an older one of its own system, waits
   * until that one frees it. A connector that is being removed at this moment is waited for.
   */
  private static final String APPEND =
      """
      with event as (
        insert into outbox_event (request_id, type, payload, origin, happened_at, withheld)
        values (:request, :type, :payload::jsonb, :origin, :now, :holdable
          and exists (select 1 from withheld_request where request_id = :request))
        returning id, type, origin, withheld),
      asked as (
        insert into rule_job (event_id, request_id, chain)
        select event.id, :request,
          coalesce(string_to_array(nullif(current_setting('guichet.rules', true), ''), ',')::bigint[], '{}')
        from event where exists (select 1 from rule u where u.active and u.event = event.type)),
      """
          + Outbox.DELIVERIES;

  /** One flow is started whatever its event is: its delivery queues up behind older ones. */
  private static final String START =
      """
      with event as (
        insert into outbox_event (request_id, type, payload, happened_at)
        values (:request, :type, :payload::jsonb, :now) returning id)
      insert into delivery (event_id, flow_id, request_id, connector_id, next_attempt_at, updated_at, waits)
      select event.id, f.id, :request, f.connector_id, now(), now(),
        exists (select 1 from delivery older where older.request_id = :request
          and older.connector_id = f.connector_id and older.state in (0, 1, 4))
      from event, flow f join connector c on c.id = f.connector_id
      where f.key = :flow and f.active and c.removed_at is null for key share of c
      """;

  /** What was kept of an event goes its way; who was told at once is not told again. */
  private static final String RELEASE =
      """
      with event as (
        update outbox_event set withheld = false where id = :event returning id, type, origin, withheld),
      """
          + Outbox.DELIVERIES;

  /** The event by which a rule starts a flow. */
  private static final String CALLED = "rule.called";

  /** Events about what people are to do, rather than about the request: never kept. */
  private static final List<String> PEOPLES = List.of("stage.", "deadline.", "notification.");

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
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(APPEND)
                .bind("request", request)
                .bind("type", type)
                .bind("payload", complete(payload, type, now))
                .bind("origin", origin)
                .bind("now", now)
                .bind("holdable", PEOPLES.stream().noneMatch(type::startsWith))
                .execute());
  }

  private static String complete(JsonObject payload, String type, Instant now) {
    return Json.createObjectBuilder(payload)
        .add("event", Json.createObjectBuilder().add("type", type).add("at", now.toString()))
        .build()
        .toString();
  }

  /**
   * Starts one flow by itself, because a rule says so. The caller holds the request's row lock.
   *
   * @param flow its key; one that was removed is not started
   */
  public void start(UUID request, String flow, JsonObject payload) {
    Instant now = Instant.now();
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(START)
                .bind("request", request)
                .bind("type", CALLED)
                .bind("payload", complete(payload, CALLED, now))
                .bind("now", now)
                .bind("flow", flow)
                .execute());
  }

  /**
   * Keeps from now on what happens to the request: no system hears of it before {@link #release}. A
   * flow that is marked so is told at once all the same.
   */
  public void withhold(UUID request) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into withheld_request (request_id) values (?) on conflict do nothing",
                request));
  }

  /** Whether systems hear nothing of the request: nobody has agreed yet, or somebody declined. */
  public boolean isWithheld(UUID request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from withheld_request where request_id = :request)")
                .bind("request", request)
                .mapTo(Boolean.class)
                .one());
  }

  /** Tells the systems everything that was kept of the request, in the order it happened. */
  public void release(UUID request) {
    jdbi.useHandle(
        handle -> {
          if (handle.execute("delete from withheld_request where request_id = ?", request) == 0) {
            return;
          }
          handle
              .createQuery(
                  "select id from outbox_event where request_id = :request and withheld order by id")
              .bind("request", request)
              .mapTo(Long.class)
              .list()
              .forEach(
                  event ->
                      handle
                          .createUpdate(RELEASE)
                          .bind("event", event)
                          .bind("request", request)
                          .execute());
        });
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
