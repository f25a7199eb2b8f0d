package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * The heart: which deliveries are due, who is sending them, how each attempt ended. All retry state
 * lives here, in SQL, so that a node may die at any moment.
 *
 * <p>A node <em>claims</em> due deliveries under a lease, within a budget per connector. It tries
 * each once and <em>completes</em> it. A delivery whose lease runs out, because its node died, is
 * due again; a late completion of the old lease is fenced off by node and attempt.
 */
@ApplicationScoped
public class DeliveryLedger {
  /**
   * Due, of a connector with budget, and next in line: no older delivery of the same request and
   * connector is unsettled (dead ones included: a person decides first), and the flow it waits for
   * is done. Retried deliveries come after their time; SKIP LOCKED lets nodes claim side by side.
   */
  private static final String CLAIM =
      """
      with due as (
        select d.id from unnest(:connectors, :budgets) as budget(connector_id, free), lateral (
          select x.id from delivery x
          where x.connector_id = budget.connector_id and x.state = 0 and x.next_attempt_at <= now()
            and not exists (select 1 from delivery older
              where older.request_id = x.request_id and older.connector_id = x.connector_id
                and older.id < x.id and older.state in (0, 1, 4))
            and not exists (select 1 from delivery first
              where first.event_id = x.event_id and first.flow_id = x.after_flow_id and first.state not in (2, 3))
          order by x.next_attempt_at, x.id limit budget.free for update skip locked) d)
      update delivery d set state = 1, attempts = attempts + 1, lease_until = now() + :lease * interval '1 millisecond', node = :node, updated_at = now()
      from due, outbox_event e, flow f, service_request r
      where d.id = due.id and e.id = d.event_id and f.id = d.flow_id and r.id = d.request_id
      returning d.id, d.connector_id, d.request_id, r.number, d.attempts as attempt, d.revision,
        exists (select 1 from attempt a where a.delivery_id = d.id) as repeated, e.payload::text as payload, f.key as flow, f.mapping, f.mapping_version,
        coalesce((select jsonb_object_agg(c.key, jsonb_build_object('externalId', x.external_id, 'externalUrl', x.url))
          from external_reference x join connector c on c.id = x.connector_id
          where x.request_id = d.request_id), '{}')::text as references
      """;

  private static final String SETTLE =
      """
      update delivery set state = :state, lease_until = null, next_attempt_at = coalesce(:nextAttemptAt, next_attempt_at),
        attempts = attempts - :forgiven, external_id = coalesce(:externalId, external_id),
        external_url = coalesce(:externalUrl, external_url), external_status = coalesce(:externalStatus, external_status),
        last_error = :error, updated_at = :now
      where id = :id and state = 1 and node = :node and attempts = :attempt
      """;

  private static final String WRITE_ATTEMPT =
      """
      insert into attempt (delivery_id, number, node, started_at, duration_ms, outcome, http_status, error_class, sentence,
        request_body, answer_body, mapping_version, trace_id)
      values (:id, :attempt, :node, :startedAt, :durationMillis, :outcome, :httpStatus, :errorClass, :sentence,
        :requestBody, :answerBody, :mappingVersion, :traceId)
      """;

  /**
   * The lost attempt leaves its row too. An attempt on record makes the next one a repeat, which
   * looks before it creates.
   */
  private static final String REAP =
      """
      with lost as (
        update delivery set state = 0, lease_until = null, next_attempt_at = now(), updated_at = now(),
          last_error = 'The node ' || node || ' was lost while it was sending.'
        where id in (select id from delivery where state = 1 and lease_until < now() for update skip locked)
        returning id, attempts, node, flow_id, request_id, last_error)
      insert into attempt (delivery_id, number, node, started_at, duration_ms, outcome, error_class, sentence,
        mapping_version, trace_id)
      select l.id, l.attempts, l.node, now(), 0, 'LOST', 'node lost', l.last_error, f.mapping_version, ''
      from lost l join flow f on f.id = l.flow_id
      """;

  private Jdbi jdbi;
  private Announcer announcer;

  protected DeliveryLedger() {}

  @Inject
  public DeliveryLedger(Jdbi jdbi, Announcer announcer) {
    this.jdbi = jdbi;
    this.announcer = announcer;
  }

  /**
   * Leases what is due, at most the budget of each connector.
   *
   * @param budget how many more deliveries each connector may have in flight here; connectors left
   *     out get none
   * @param lease longer than an attempt can last: a repeat must wait out the lost attempt
   */
  @Transactional
  public List<ClaimedDelivery> claim(String node, Map<Integer, Integer> budget, Duration lease) {
    if (budget.isEmpty()) {
      return List.of();
    }
    List<Integer> connectors = List.copyOf(budget.keySet());
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(CLAIM)
                .bindArray("connectors", Integer.class, connectors)
                .bindArray("budgets", Integer.class, connectors.stream().map(budget::get).toList())
                .bind("lease", lease.toMillis())
                .bind("node", node)
                .map(ConstructorMapper.of(ClaimedDelivery.class))
                .list());
  }

  /**
   * Prolongs the lease of deliveries that are still being sent; those whose lease was lost
   * meanwhile stay lost.
   */
  @Transactional
  public void renew(String node, Collection<Long> deliveries, Duration lease) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update delivery set lease_until = now() + :lease * interval '1 millisecond'"
                        + " where id = any(:ids) and state = 1 and node = :node")
                .bind("lease", lease.toMillis())
                .bindArray("ids", Long.class, List.copyOf(deliveries))
                .bind("node", node)
                .execute());
  }

  /** Writes down how attempts ended, all in one transaction, and tells the pages once. */
  @Transactional
  public void complete(String node, List<Completion> completions) {
    List<UUID> told = new ArrayList<>();
    jdbi.useHandle(
        handle -> {
          for (Completion completion : completions) {
            if (settle(handle, node, completion)) {
              told.add(completion.delivery().requestId());
            }
            writeAttempt(handle, node, completion);
          }
        });
    if (!told.isEmpty()) {
      announcer.announce(Announcement.ofRequests(told));
    }
    if (completions.stream()
        .anyMatch(completion -> completion.outcome() == Completion.Outcome.PAUSE)) {
      announcer.announce(Announcement.of(Announcement.Topic.CONNECTOR));
    }
  }

  /**
   * False when the lease was lost meanwhile: then another attempt decides, and this one is only a
   * row.
   */
  private static boolean settle(Handle handle, String node, Completion completion) {
    ClaimedDelivery delivery = completion.delivery();
    Receipt receipt = completion.receipt();
    Instant now = Instant.now();
    boolean ours =
        handle
                .createUpdate(SETTLE)
                .bind("state", state(completion.outcome()).code())
                .bind("nextAttemptAt", completion.nextAttemptAt())
                .bind("forgiven", completion.outcome() == Completion.Outcome.PAUSE ? 1 : 0)
                .bind("externalId", receipt == null ? null : receipt.externalId())
                .bind("externalUrl", receipt == null ? null : receipt.externalUrl())
                .bind("externalStatus", receipt == null ? null : receipt.externalStatus())
                .bind("error", completion.attempt().sentence())
                .bind("now", now)
                .bind("id", delivery.id())
                .bind("node", node)
                .bind("attempt", delivery.attempt())
                .execute()
            == 1;
    if (ours && receipt != null) {
      keepReceipt(handle, delivery, receipt, now);
    }
    if (ours && completion.outcome() == Completion.Outcome.PAUSE) {
      pause(handle, delivery.connectorId(), completion.attempt().sentence(), now);
    }
    return ours;
  }

  private static DeliveryState state(Completion.Outcome outcome) {
    return switch (outcome) {
      case CONFIRMED -> DeliveryState.CONFIRMED;
      case DEAD -> DeliveryState.DEAD;
      case RETRY, PAUSE -> DeliveryState.DUE;
    };
  }

  /**
   * The first receipt of a system says where the request lives there; later ones belong to their
   * deliveries alone.
   */
  private static void keepReceipt(
      Handle handle, ClaimedDelivery delivery, Receipt receipt, Instant now) {
    if (receipt.externalId() == null) {
      return;
    }
    int first =
        handle
            .createUpdate(
                "insert into external_reference (connector_id, external_id, request_id, url, status)"
                    + " values (:connector, :externalId, :request, :externalUrl, :externalStatus) on conflict do nothing")
            .bindMethods(receipt)
            .bind("connector", delivery.connectorId())
            .bind("request", delivery.requestId())
            .execute();
    if (first == 1) {
      handle
          .createUpdate(
              "insert into activity (request_id, kind, origin, details, happened_at)"
                  + " select :request, 'DELIVERED', key, jsonb_build_object('externalId', :externalId::text), :now"
                  + " from connector where id = :connector")
          .bindMethods(receipt)
          .bind("request", delivery.requestId())
          .bind("connector", delivery.connectorId())
          .bind("now", now)
          .execute();
    }
  }

  private static void pause(Handle handle, int connector, String reason, Instant now) {
    handle
        .createUpdate(
            "update connector set paused_since = :now, pause_reason = :reason, version = version + 1"
                + " where id = :id and paused_since is null")
        .bind("now", now)
        .bind("reason", reason)
        .bind("id", connector)
        .execute();
  }

  private static void writeAttempt(Handle handle, String node, Completion completion) {
    handle
        .createUpdate(WRITE_ATTEMPT)
        .bindMethods(completion.attempt())
        .bind("id", completion.delivery().id())
        .bind("attempt", completion.delivery().attempt())
        .bind("node", node)
        .bind("outcome", completion.outcome().name())
        .bind("mappingVersion", completion.delivery().mappingVersion())
        .execute();
  }

  /**
   * Makes deliveries due again whose node was lost.
   *
   * @return how many
   */
  @Transactional
  public int reap() {
    return jdbi.withHandle(handle -> handle.createUpdate(REAP).execute());
  }

  /**
   * When the next delivery that is waiting for its time becomes due, if any; connectors that pause
   * do not count.
   */
  public Optional<Instant> nextDue() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select min(d.next_attempt_at) from connector c, lateral (select x.next_attempt_at from delivery x"
                        + " where x.connector_id = c.id and x.state = 0 and x.next_attempt_at > now()"
                        + " order by x.next_attempt_at limit 1) d where c.paused_since is null")
                .mapTo(Instant.class)
                .findOne());
  }
}
