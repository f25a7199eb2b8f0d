package org.guichet.servicelevel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Keeps a request's clocks true: by when it is due follows from its story, its target and the
 * calendar, and is worked out anew whenever one of them changes. To do it twice does no harm.
 */
@ApplicationScoped
public class ServiceClock {
  /**
   * Whoever changes a calendar or a target waits for those who have read it, and they for him: no
   * clock is left with what was true before.
   */
  private static final String NO_CHANGE =
      "select pg_advisory_xact_lock_shared(hashtext('guichet service levels'))::text";

  private static final String CHANGE =
      "select pg_advisory_xact_lock(hashtext('guichet service levels'))::text";

  /**
   * One whose deadline is over when it first gets a target was late before anybody promised
   * anything: nobody is told.
   */
  private static final String SET =
      """
      insert into service_clock (request_id, target, minutes, started_at, warn_at, due_at, ended_at, missed_at)
      values (:request, :target, :minutes, :started, :warn::timestamptz, :due::timestamptz, :ended::timestamptz,
        case when :due::timestamptz < now() - interval '1 minute' and :ended::timestamptz is null then :due::timestamptz end)
      on conflict (request_id, target) do update set minutes = excluded.minutes, warn_at = excluded.warn_at,
        due_at = excluded.due_at, ended_at = excluded.ended_at
      """;

  private static final String UNSET =
      """
      update service_clock set minutes = null, warn_at = null, due_at = null
      where request_id = :request and minutes is not null and target <> all(:targets)
      """;

  private static final String SHOW =
      """
      with next as (select min(due_at) as due_at from service_clock
        where request_id = :request and minutes is not null and ended_at is null)
      update service_request r set due_at = next.due_at from next
      where r.id = :request and r.due_at is distinct from next.due_at
      """;

  /** How far the request came, promised or not: figures and lists ask for it. */
  private static final String MARK =
      """
      update service_request set responded_at = :responded::timestamptz, solved_at = :solved::timestamptz
      where id = :request and (responded_at, solved_at) is distinct from (:responded::timestamptz, :solved::timestamptz)
      """;

  private Jdbi jdbi;

  protected ServiceClock() {}

  @Inject
  public ServiceClock(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Sets the clocks of a request after a change. The caller holds its row lock and has flushed what
   * it changed.
   */
  public void follow(UUID request) {
    jdbi.useHandle(
        handle -> {
          handle.createQuery(NO_CHANGE).mapTo(String.class).one();
          Optional<ServiceFacts> facts = ServiceFacts.read(handle, request);
          if (facts.isPresent()) {
            set(handle, request, facts.get());
            mark(handle, request, facts.get().history());
          }
        });
  }

  private static void set(Handle handle, UUID request, ServiceFacts facts) {
    int unset =
        handle
            .createUpdate(UNSET)
            .bind("request", request)
            .bindArray(
                "targets", String.class, facts.work().keySet().stream().map(Target::name).toList())
            .execute();
    for (Target target : facts.work().keySet()) {
      set(handle, request, facts, facts.reckon(target).orElseThrow());
    }
    if (unset > 0 || !facts.work().isEmpty()) {
      handle.createUpdate(SHOW).bind("request", request).execute();
    }
  }

  private static void set(Handle handle, UUID request, ServiceFacts facts, Reckoning clock) {
    handle
        .createUpdate(SET)
        .bind("request", request)
        .bind("target", clock.target().name())
        .bind("minutes", clock.work().toMinutes())
        .bind("started", facts.history().submittedAt().atOffset(ZoneOffset.UTC))
        .bind("warn", at(clock.warning(facts.warnPercent())))
        .bind("due", at(clock.due()))
        .bind("ended", at(facts.history().end(clock.target())))
        .execute();
  }

  private static void mark(Handle handle, UUID request, RequestHistory history) {
    handle
        .createUpdate(MARK)
        .bind("request", request)
        .bind("responded", at(history.end(Target.FIRST_RESPONSE)))
        .bind("solved", at(history.solved()))
        .execute();
  }

  private static OffsetDateTime at(Optional<Instant> moment) {
    return moment.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
  }

  /**
   * Has the clocks of open requests of these services set anew, soon. Part of the transaction that
   * changes their calendar or targets, and called before it does.
   */
  static void recount(Handle handle, String types) {
    handle.execute(
        "insert into service_recount select r.id from service_request r where r.status in"
            + " ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER') and r.type_id in ("
            + types
            + ") on conflict do nothing");
  }

  /** Waits until nobody reads what is about to change. */
  static void beforeChange(Handle handle) {
    handle.createQuery(CHANGE).mapTo(String.class).one();
  }
}
