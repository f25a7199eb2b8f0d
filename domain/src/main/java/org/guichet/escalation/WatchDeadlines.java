package org.guichet.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.guichet.servicelevel.ServiceClock;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Looks for clocks that have something to tell, and for those that are to be set anew. Several
 * nodes may: each request is looked at under its row lock, and one that another node holds is left
 * to it.
 */
@ApplicationScoped
public class WatchDeadlines {
  private static final int MOST_AT_ONCE = 50;

  private static final String LOCK =
      "select id from service_request where id = :request for update skip locked";

  /** Read anew behind the lock: what was true before it may not be now. */
  private static final String DANGERS =
      """
      update service_clock set warned_at = coalesce(warned_at, :now),
        missed_at = case when due_at <= :now then :now::timestamptz end
      where request_id = :request and next_at <= :now
      returning target, case when missed_at is null then 'NEAR' else 'MISSED' end as danger, due_at, minutes
      """;

  private static final String STALE =
      """
      select r.id from service_recount s join service_request r on r.id = s.request_id
      order by r.submitted_at desc limit :most for update of r skip locked
      """;

  private Jdbi jdbi;
  private ServiceClock clock;
  private Escalate escalate;
  private Announcer announcer;

  protected WatchDeadlines() {}

  @Inject
  public WatchDeadlines(Jdbi jdbi, ServiceClock clock, Escalate escalate, Announcer announcer) {
    this.jdbi = jdbi;
    this.clock = clock;
    this.escalate = escalate;
    this.announcer = announcer;
  }

  /**
   * Some requests whose clocks have something to tell, the longest overdue first.
   *
   * @param but those that could not be told just now: they must not keep the others waiting
   */
  public List<UUID> ringing(Set<UUID> but) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select request_id from service_clock where next_at <= :now and request_id <> all(:but) group by request_id"
                        + " order by min(next_at) limit :most")
                .bind("now", now())
                .bindArray("but", UUID.class, but.toArray())
                .bind("most", MOST_AT_ONCE)
                .mapTo(UUID.class)
                .list());
  }

  /**
   * Tells what a request's clocks have to tell, each thing once, and does what the rule says.
   *
   * @return whether there was anything; not when another node is at it, or somebody changes the
   *     request at this moment
   */
  @Transactional
  public boolean tell(UUID request) {
    return jdbi.withHandle(
        handle -> {
          if (!isOurs(handle, request)) {
            return false;
          }
          List<Endangered> dangers = dangers(handle, request);
          if (dangers.isEmpty()) {
            return false;
          }
          EscalationRule rule = EscalationRule.of(handle, request);
          dangers.forEach(danger -> escalate.about(request, danger, rule));
          clock.follow(request);
          announcer.announce(Announcement.ofRequests(List.of(request)));
          return true;
        });
  }

  private static boolean isOurs(Handle handle, UUID request) {
    return handle
        .createQuery(LOCK)
        .bind("request", request)
        .mapTo(UUID.class)
        .findOne()
        .isPresent();
  }

  private static List<Endangered> dangers(Handle handle, UUID request) {
    return handle
        .createQuery(DANGERS)
        .bind("request", request)
        .bind("now", now())
        .map(ConstructorMapper.of(Endangered.class))
        .list();
  }

  /**
   * Sets the clocks of some requests anew whose calendar or target changed.
   *
   * @return how many
   */
  @Transactional
  public int recount() {
    return jdbi.withHandle(
        handle -> {
          List<UUID> stale =
              handle.createQuery(STALE).bind("most", MOST_AT_ONCE).mapTo(UUID.class).list();
          stale.forEach(clock::follow);
          if (!stale.isEmpty()) {
            handle
                .createUpdate("delete from service_recount where request_id = any(:done)")
                .bindArray("done", UUID.class, stale)
                .execute();
            announcer.announce(Announcement.ofRequests(stale));
          }
          return stale.size();
        });
  }

  private static OffsetDateTime now() {
    return Instant.now().atOffset(ZoneOffset.UTC);
  }
}
