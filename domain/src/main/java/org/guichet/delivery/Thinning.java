package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Forgets what is old, a few thousand rows at a time, each step in its own short transaction and by
 * one node only. What is not settled is left alone, however old.
 */
@ApplicationScoped
public class Thinning {
  private static final String LOCK =
      "select pg_try_advisory_xact_lock(hashtext('guichet retention'))";

  /** Settled: confirmed, done by hand, cancelled. */
  private static final String OLD_ATTEMPTS =
      """
      with step as materialized (
        select id, delivery_id, started_at, coalesce(request_body, answer_body) is not null as full
        from attempt where id > :from order by id limit :step),
      old as materialized (
        select step.id from step join delivery d on d.id = step.delivery_id
        where step.started_at < :before and d.state in (2, 3, 5) %s),
      thinned as (%s returning 1)
      """;

  private static final String BODIES =
      OLD_ATTEMPTS.formatted(
          "and step.full",
          "update attempt set request_body = null, answer_body = null where id in (select id from old)");

  private static final String ATTEMPTS =
      OLD_ATTEMPTS.formatted("", "delete from attempt where id in (select id from old)");

  private static final String RESULT =
      """
      select (select max(id) from step having count(*) = :step and bool_or(started_at < :before)) as next,
        (select count(*) from thinned) as thinned
      """;

  /**
   * Of each request and system the one that was settled last stays: it is what the request's page
   * shows. What somebody revives at this moment is left alone: the lock looks at it as it is now.
   */
  private static final String DELIVERIES =
      """
      with step as materialized (select id from delivery where id > :from order by id limit :step),
      old as materialized (
        select d.id from step join delivery d on d.id = step.id
        where d.state in (2, 3, 5) and d.updated_at < :before and exists (select 1 from delivery later
          where later.request_id = d.request_id and later.connector_id = d.connector_id
            and later.state in (2, 3, 5) and (later.updated_at, later.id) > (d.updated_at, d.id))
        for update of d skip locked),
      attempts as (delete from attempt where delivery_id in (select id from old)),
      actions as (delete from delivery_action where delivery_id in (select id from old)),
      thinned as (delete from delivery where id in (select id from old) returning event_id)
      select (select max(id) from step having count(*) = :step) as next,
        (select count(*) from thinned) as thinned, (select array_agg(distinct event_id) from thinned) as events
      """;

  private static final String HAS_NO_DELIVERIES =
      "not exists (select 1 from flow f join delivery d on d.flow_id = f.id and d.event_id = e.id)";

  private static final String EVENTS =
      "delete from outbox_event e where e.id = any(:events) and " + HAS_NO_DELIVERIES;

  /** An event and its deliveries are one statement: those without any were asked for by no flow. */
  private static final String UNASKED =
      """
      with step as materialized (
        select id, happened_at as started_at from outbox_event where id > :from order by id limit :step),
      thinned as (delete from outbox_event e using step where e.id = step.id and step.started_at < :before and not e.withheld and %s
        returning 1)
      """
          .formatted(HAS_NO_DELIVERIES);

  private Jdbi jdbi;

  protected Thinning() {}

  @Inject
  public Thinning(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * How far a step came.
   *
   * @param next where the next step begins; null when this was the last one
   * @param thinned how many rows
   */
  public record Step(Long next, int thinned) {
    private static final Step NOT_OURS = new Step(null, 0);
  }

  /** Empties the bodies of attempts that began before then. */
  @Transactional
  public Step bodies(long from, Instant before, int step) {
    return byAge(BODIES, from, before, step);
  }

  /** Forgets attempts that began before then. */
  @Transactional
  public Step attempts(long from, Instant before, int step) {
    return byAge(ATTEMPTS, from, before, step);
  }

  /** Forgets events before then that no flow asked for. */
  @Transactional
  public Step unaskedEvents(long from, Instant before, int step) {
    return byAge(UNASKED, from, before, step);
  }

  private Step byAge(String sql, long from, Instant before, int step) {
    return jdbi.withHandle(
        handle ->
            isOurs(handle)
                ? handle
                    .createQuery(sql + RESULT)
                    .bind("from", from)
                    .bind("before", before.atOffset(ZoneOffset.UTC))
                    .bind("step", step)
                    .map(
                        (row, context) ->
                            new Step(row.getObject("next", Long.class), row.getInt("thinned")))
                    .one()
                : Step.NOT_OURS);
  }

  /** Forgets deliveries settled before then, their attempts, and events that have none left. */
  @Transactional
  public Step deliveries(long from, Instant before, int step) {
    return jdbi.withHandle(
        handle -> isOurs(handle) ? deliveries(handle, from, before, step) : Step.NOT_OURS);
  }

  private static Step deliveries(Handle handle, long from, Instant before, int step) {
    return handle
        .createQuery(DELIVERIES)
        .bind("from", from)
        .bind("before", before.atOffset(ZoneOffset.UTC))
        .bind("step", step)
        .map(
            (row, context) -> {
              var events = row.getArray("events");
              if (events != null) {
                forget(handle, List.of((Long[]) events.getArray()));
              }
              return new Step(row.getObject("next", Long.class), row.getInt("thinned"));
            })
        .one();
  }

  private static void forget(Handle handle, List<Long> events) {
    handle.createUpdate(EVENTS).bindArray("events", Long.class, events).execute();
  }

  private static boolean isOurs(Handle handle) {
    return handle.createQuery(LOCK).mapTo(Boolean.class).one();
  }
}
