package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.guichet.access.NotAllowed;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The deliveries as supervisors and IT see them. */
@ApplicationScoped
public class Deliveries {
  /** Counts stop here. */
  public static final int MOST_COUNTED = 10_000;

  private static final String PARTS =
      """
      select d.id, r.number, d.request_id, c.key as connector, c.name::text as connector_name,
        c.record::text as record, e.type as event_type,
        d.state, d.attempts, d.revision, d.next_attempt_at, d.external_id, d.external_url, d.external_status,
        d.last_error, d.error_class, d.settled_by, d.updated_at, c.paused_since is not null as paused,
        exists (select 1 from delivery older where older.request_id = d.request_id
          and older.connector_id = d.connector_id and older.id < d.id and older.state in (0, 1, 4)) as held,
        (select ac.name::text from delivery a join connector ac on ac.id = a.connector_id
          where a.event_id = d.event_id and a.flow_id = d.after_flow_id and a.state in (0, 1, 4) and %s) as waits_for
      """;

  private static final String TABLES =
      " d join service_request r on r.id = d.request_id join connector c on c.id = d.connector_id"
          + " join outbox_event e on e.id = d.event_id ";

  /** Rows as those see them who care for the systems. */
  static final String ROW = PARTS.formatted("true") + " from delivery" + TABLES;

  /** Rows that name a system another one waits for only when it is shown, or all are. */
  static final String ROW_WITHOUT_HIDDEN =
      PARTS.formatted("(ac.public or :hidden)") + " from delivery" + TABLES;

  private Jdbi jdbi;

  protected Deliveries() {}

  @Inject
  public Deliveries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Deliveries of that state and connector, as {@link #list(Viewer, DeliveryFilter, Long, int)}.
   */
  public List<DeliveryRow> list(
      Viewer viewer, DeliveryState state, String connector, Long before, int limit) {
    return list(viewer, DeliveryFilter.of(state, connector), before, limit);
  }

  /**
   * Deliveries, newest first.
   *
   * @param before only those older than this id, for the next page; null for the first
   * @param limit most rows, 200 at most
   */
  public List<DeliveryRow> list(Viewer viewer, DeliveryFilter filter, Long before, int limit) {
    require(viewer);
    DeliverySearch search = new DeliverySearch(filter);
    if (before != null) {
      search.before();
    }
    return jdbi.withHandle(
        handle -> {
          var query =
              search
                  .bind(
                      handle.createQuery(
                          ROW
                              + " where d.id = any(array("
                              + search.newest()
                              + ")) order by d.id desc"))
                  .bind("limit", Math.min(limit, 200));
          if (before != null) {
            query.bind("before", before);
          }
          return query.map(ConstructorMapper.of(DeliveryRow.class)).list();
        });
  }

  /** One delivery. */
  public Optional<DeliveryRow> find(Viewer viewer, long id) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ROW + " where d.id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(DeliveryRow.class))
                .findOne());
  }

  /**
   * How many deliveries the filter finds to which that may be done, at most {@link #MOST_COUNTED}.
   */
  public int count(Viewer viewer, DeliveryFilter filter, DeliveryVerb verb) {
    require(viewer);
    DeliverySearch search = new DeliverySearch(filter).and(verb.condition("x"));
    return jdbi.withHandle(
        handle ->
            search
                .bind(
                    handle.createQuery(
                        "select count(*) from (select 1 from delivery x where "
                            + search.where()
                            + " limit :most) counted"))
                .bind("most", MOST_COUNTED)
                .mapTo(Integer.class)
                .one());
  }

  /** The attempts of one delivery, oldest first; of very many the last hundred. */
  public List<AttemptRow> attempts(Viewer viewer, long delivery) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select * from (select id, number, node, started_at, duration_ms, outcome, http_status, error_class,"
                        + " sentence, request_body, answer_body, mapping_version, trace_id from attempt"
                        + " where delivery_id = :id order by number desc, id desc limit 100) a order by number, id")
                .bind("id", delivery)
                .map(ConstructorMapper.of(AttemptRow.class))
                .list());
  }

  /** What people did to it, oldest first. */
  public List<DeliveryAction> actions(Viewer viewer, long delivery) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select action, actor, reason, happened_at from delivery_action"
                        + " where delivery_id = :id order by id")
                .bind("id", delivery)
                .map(ConstructorMapper.of(DeliveryAction.class))
                .list());
  }

  private static void require(Viewer viewer) {
    if (!viewer.caresForDeliveries()) {
      throw new NotAllowed("see deliveries");
    }
  }
}
