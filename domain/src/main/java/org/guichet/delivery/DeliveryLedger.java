package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.Database;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The heart: which deliveries are due, who is sending them, how each attempt ended. All retry state
 * lives here, in SQL, so that a node may die at any moment.
 *
 * <p>A node <em>claims</em> due deliveries under a lease, within a budget per connector. It tries
 * each once and <em>completes</em> it. A delivery whose lease runs out, because its node died, is
 * due again; a late completion of the old lease is fenced off by node and number of tries.
 */
@ApplicationScoped
public class DeliveryLedger {
  /** That many nodes may be lost in a row while they send the same delivery; then it is dead. */
  static final int MOST_LOSSES = 5;

  private static final Duration SWEEP = Duration.ofMinutes(1);

  /**
   * Due, of a connector with budget, and next in line: no older delivery of the same request and
   * connector is unsettled (dead ones included: a person decides first), nor the one of the same
   * event that it waits for. Most of those who wait are marked and not even looked at. Retried
   * deliveries come after their time; SKIP LOCKED lets nodes claim side by side. Where a system
   * allows so many calls a minute, the claim takes them from its bucket, which holds what it allows
   * in five seconds. Nobody waits for anybody: while one node is at a bucket, the other leaves that
   * connector to it.
   *
   * <p>It is written so that no statistics mislead the planner: predecessors are looked up row by
   * row ({@code offset 0} and the scalar subquery forbid a join), and so is what an event tells,
   * once for all its deliveries; the locked rows are updated by their place. Of arrays the planner
   * always believes that they are short: however old the ledger is, it joins in the same way.
   */
  static final String CLAIM =
      """
      with bucket as materialized (
        select b.connector_id, greatest(0, least(greatest(1, c.rate_per_minute / 12.0),
          b.tokens + extract(epoch from clock_timestamp() - b.filled_at) * c.rate_per_minute / 60.0)) as tokens
        from rate_bucket b join connector c on c.id = b.connector_id
        where b.connector_id = any(:connectors) and c.rate_per_minute is not null for update of b skip locked),
      budget as (
        select asked.connector_id, case when c.rate_per_minute is null then asked.free
          else least(asked.free, coalesce(floor(bucket.tokens)::int, 0)) end as free
        from unnest(:connectors, :budgets) as asked(connector_id, free) join connector c on c.id = asked.connector_id
          left join bucket using (connector_id)),
      due as (
        select d.* from budget, lateral (
          select x.ctid, x.connector_id, x.event_id, x.request_id from delivery x
          where x.connector_id = budget.connector_id and x.state = 0 and not x.waits and x.next_attempt_at <= now()
            and not exists (select 1 from delivery older
              where older.request_id = x.request_id and older.connector_id = x.connector_id
                and older.id < x.id and older.state in (0, 1, 4) offset 0)
            and (x.after_flow_id is null or coalesce((select first.state from delivery first
              where first.event_id = x.event_id and first.flow_id = x.after_flow_id), 2) not in (0, 1, 4))
          order by x.next_attempt_at, x.id limit budget.free for update skip locked) d),
      taken as (
        update rate_bucket b set filled_at = clock_timestamp(),
          tokens = bucket.tokens - (select count(*) from due where due.connector_id = b.connector_id)
        from bucket where b.connector_id = bucket.connector_id),
      keys as materialized (select jsonb_object_agg(id, key) as of_connectors from connector),
      events as materialized (
        select told.event_id as id,
          (select e.payload::text from outbox_event e where e.id = told.event_id) as payload,
          (select r.number from service_request r where r.id = told.request_id) as number,
          (select jsonb_object_agg((select of_connectors from keys) ->> x.connector_id::text,
              jsonb_build_object('externalId', x.external_id, 'externalUrl', x.url))
            from external_reference x where x.request_id = told.request_id) as known
        from (select array_agg(event_id) as events, array_agg(request_id) as requests
            from (select distinct event_id, request_id from due) each) claimed,
          unnest(claimed.events, claimed.requests) as told(event_id, request_id))
      update delivery d set state = 1, attempts = d.attempts + 1, tries = d.tries + 1, node = :node, updated_at = now(),
        lease_until = now() + :lease * interval '1 millisecond', mapping_version = m.version,
        known = coalesce(d.known, e.known, '{}')
      from events e, flow f, flow_mapping m
      where d.ctid = any(array(select ctid from due)) and e.id = d.event_id + 0 and f.id = d.flow_id
        and m.flow_id = f.id and m.version = coalesce(d.mapping_version, f.mapping_version)
      returning d.id, d.connector_id, d.request_id, e.number, d.attempts as attempt, d.revision, d.tries > 1 as repeated,
        e.payload, d.known::text as references, f.key as flow, m.mapping, m.version as mapping_version, d.tries, d.body
      """;

  /**
   * The lost attempt leaves its row too, and makes the next one a repeat, which looks before it
   * creates.
   */
  static final String REAP =
      """
      with late as (
        select d.id, d.node, 1 + (select count(*) from attempt a where a.delivery_id = d.id and a.outcome = 'LOST'
          and a.number > d.tries - d.attempts) as losses
        from delivery d where d.state = 1 and d.lease_until < now() for update skip locked),
      lost as (
        update delivery d set state = case when losses < :most then 0 else 4 end, lease_until = null,
          next_attempt_at = now(), updated_at = now(), error_class = 'node lost',
          last_error = 'The node ' || late.node || ' was lost while it was sending.' || case when losses < :most then ''
            else ' That makes ' || losses || ': it stays here until a person has looked at it.' end
        from late where d.id = late.id
        returning d.id, d.tries, d.node, d.mapping_version, d.flow_id, d.request_id, d.last_error),
      written as (
        insert into attempt (delivery_id, number, node, started_at, duration_ms, outcome, error_class, sentence,
          mapping_version, trace_id)
        select l.id, l.tries, l.node, now(), 0, 'LOST', 'node lost', l.last_error,
          coalesce(l.mapping_version, f.mapping_version), ''
        from lost l join flow f on f.id = l.flow_id)
      select request_id from lost
      """;

  /** What is being written down at this moment needs no lease any more, and is not waited for. */
  private static final String RENEW =
      """
      update delivery d set lease_until = now() + :lease * interval '1 millisecond'
      from (select x.id from delivery x join unnest(:ids, :tries) as ours(id, tries) on x.id = ours.id and x.tries = ours.tries
        where x.state = 1 and x.node = :node order by x.id for update of x skip locked) held
      where d.id = held.id returning d.id
      """;

  private static final String RELEASE =
      """
      update delivery d set state = 0, attempts = d.attempts - 1, tries = d.tries - 1, lease_until = null, updated_at = now()
      from unnest(:ids, :tries) as ours(id, tries)
      where d.id = ours.id and d.tries = ours.tries and d.state = 1 and d.node = :node
      """;

  private Jdbi jdbi;
  private Announcer announcer;
  private volatile Instant swept = Instant.EPOCH;

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
        handle -> {
          Database.keepPlans(handle);
          return handle
              .createQuery(CLAIM)
              .bindArray("connectors", Integer.class, connectors)
              .bindArray("budgets", Integer.class, connectors.stream().map(budget::get).toList())
              .bind("lease", lease.toMillis())
              .bind("node", node)
              .map(ConstructorMapper.of(ClaimedDelivery.class))
              .list();
        });
  }

  /**
   * Prolongs the lease of deliveries that are still being sent; those whose lease was lost
   * meanwhile stay lost.
   *
   * @return those that are held for that long from now on
   */
  @Transactional
  public Set<Long> renew(String node, Collection<ClaimedDelivery> deliveries, Duration lease) {
    return jdbi.withHandle(
        handle ->
            of(handle.createQuery(RENEW), node, deliveries)
                .bind("lease", lease.toMillis())
                .mapTo(Long.class)
                .set());
  }

  /** Gives back what was leased and has not begun: that was no attempt. */
  @Transactional
  public void release(String node, Collection<ClaimedDelivery> deliveries) {
    jdbi.useHandle(handle -> of(handle.createUpdate(RELEASE), node, deliveries).execute());
  }

  private static <S extends SqlStatement<S>> S of(
      S statement, String node, Collection<ClaimedDelivery> deliveries) {
    return statement
        .bind("node", node)
        .bindArray("ids", Long.class, deliveries.stream().map(ClaimedDelivery::id).toList())
        .bindArray(
            "tries", Integer.class, deliveries.stream().map(ClaimedDelivery::tries).toList());
  }

  /**
   * Writes down how attempts ended, all in one transaction, and tells the pages once. Where the
   * lease was lost meanwhile another attempt decides, and this one is only a row.
   *
   * @return whether others that had waited for these are due now
   */
  @Transactional
  public boolean complete(String node, List<Completion> completions) {
    if (completions.isEmpty()) {
      return false;
    }
    CompletedBatch.Written written =
        jdbi.withHandle(handle -> new CompletedBatch(handle, node, completions).write());
    if (!written.requests().isEmpty()) {
      announcer.announce(Announcement.ofDeliveries(written.requests()));
    }
    if (written.heard()) {
      announcer.announce(Announcement.of(Announcement.Topic.INBOX));
    }
    if (completions.stream()
        .anyMatch(completion -> completion.outcome() == Completion.Outcome.PAUSE)) {
      announcer.announce(Announcement.of(Announcement.Topic.CONNECTOR));
    }
    return written.freed() > 0;
  }

  /**
   * Makes deliveries due again whose node was lost. One at which node after node is lost is dead:
   * it may be what kills them. Once a minute it also looks for deliveries that wait for nobody.
   *
   * @return how many
   */
  @Transactional
  public int reap() {
    List<UUID> lost =
        jdbi.withHandle(
            handle -> handle.createQuery(REAP).bind("most", MOST_LOSSES).mapTo(UUID.class).list());
    if (!lost.isEmpty()) {
      announcer.announce(Announcement.ofRequests(lost));
    }
    if (swept.plus(SWEEP).isBefore(Instant.now())) {
      swept = Instant.now();
      jdbi.useHandle(Successors::freeForgotten);
    }
    return lost.size();
  }

  /**
   * How long until the next delivery that is waiting for its time becomes due, if any, by the clock
   * that decides about it; connectors that pause do not count.
   */
  public Optional<Duration> untilNextDue() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select (extract(epoch from min(d.next_attempt_at) - now()) * 1000)::bigint from connector c,"
                        + " lateral (select x.next_attempt_at from delivery x"
                        + " where x.connector_id = c.id and x.state = 0 and not x.waits and x.next_attempt_at > now()"
                        + " order by x.next_attempt_at limit 1) d where c.paused_since is null")
                .mapTo(Long.class)
                .findOne()
                .map(Duration::ofMillis));
  }
}
