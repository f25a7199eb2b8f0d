package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The deliveries as supervisors and IT see them, and what they may do. */
@ApplicationScoped
public class Deliveries {
  static final String ROW =
      """
      select d.id, r.number, d.request_id, c.key as connector, c.name::text as connector_name,
        c.record::text as record, e.type as event_type,
        d.state, d.attempts, d.next_attempt_at, d.external_id, d.external_url, d.external_status, d.last_error,
        d.updated_at, c.paused_since is not null as paused,
        exists (select 1 from delivery older where older.request_id = d.request_id
          and older.connector_id = d.connector_id and older.id < d.id and older.state in (0, 1, 4)) as held,
        (select ac.name::text from delivery a join connector ac on ac.id = a.connector_id
          where a.event_id = d.event_id and a.flow_id = d.after_flow_id and a.state not in (2, 3)) as waits_for
      from delivery d join service_request r on r.id = d.request_id join connector c on c.id = d.connector_id
        join outbox_event e on e.id = d.event_id
      """;

  private Jdbi jdbi;
  private AuditTrail audit;
  private Announcer announcer;

  protected Deliveries() {}

  @Inject
  public Deliveries(Jdbi jdbi, AuditTrail audit, Announcer announcer) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.announcer = announcer;
  }

  /**
   * Deliveries, newest first.
   *
   * @param state only those; null for all
   * @param connector only those of that key; null for all
   * @param before only those older than this id, for the next page; null for the first
   * @param limit most rows, 200 at most
   */
  public List<DeliveryRow> list(
      Viewer viewer, DeliveryState state, String connector, Long before, int limit) {
    require(viewer, "see deliveries");
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    ROW
                        + " where (:state::int is null or d.state = :state) and (:connector::text is null or c.key = :connector)"
                        + " and (:before::bigint is null or d.id < :before) order by d.id desc limit :limit")
                .bind("state", state == null ? null : state.code())
                .bind("connector", connector)
                .bind("before", before)
                .bind("limit", Math.min(limit, 200))
                .map(ConstructorMapper.of(DeliveryRow.class))
                .list());
  }

  /** The attempts of one delivery, oldest first. */
  public List<AttemptRow> attempts(Viewer viewer, long delivery) {
    require(viewer, "see deliveries");
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select number, node, started_at, duration_ms, outcome, http_status, sentence from attempt"
                        + " where delivery_id = :id order by number, id limit 100")
                .bind("id", delivery)
                .map(ConstructorMapper.of(AttemptRow.class))
                .list());
  }

  /**
   * Tries a dead or waiting delivery again, now.
   *
   * @throws NotVisible when there is none of that id
   * @throws IllegalStateException when it is confirmed, in flight or settled by hand: retry is not
   *     replay
   */
  @Transactional
  public void retry(Viewer viewer, long id) {
    require(viewer, "retry a delivery");
    UUID request =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select request_id from delivery where id = :id for update")
                    .bind("id", id)
                    .mapTo(UUID.class)
                    .findOne()
                    .orElseThrow(() -> new NotVisible("delivery", Long.toString(id))));
    int revived =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "update delivery set state = 0, next_attempt_at = now(), updated_at = now()"
                            + " where id = :id and state in (0, 4)")
                    .bind("id", id)
                    .execute());
    if (revived == 0) {
      throw new IllegalStateException("The delivery " + id + " is not waiting for a retry");
    }
    audit.record(viewer, "delivery.retried", "delivery", Long.toString(id));
    announcer.announce(Announcement.ofRequests(List.of(request)));
  }

  private static void require(Viewer viewer, String action) {
    if (!viewer.caresForDeliveries()) {
      throw new NotAllowed(action);
    }
  }
}
