package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The company systems that are connected. */
@ApplicationScoped
public class Connectors {
  private static final String SELECT =
      "select id, key, name::text, kamelet, properties::text, status_map::text, translation, webhook_secret, poll_seconds,"
          + " idempotent, concurrency, paused_since, pause_reason, time_limit_seconds, version from connector where removed_at is null";

  private Jdbi jdbi;
  private AuditTrail audit;
  private Announcer announcer;

  protected Connectors() {}

  @Inject
  public Connectors(Jdbi jdbi, AuditTrail audit, Announcer announcer) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.announcer = announcer;
  }

  /** All of them, in the company's order. */
  public List<Connector> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " order by position, key")
                .map(ConstructorMapper.of(Connector.class))
                .list());
  }

  public Optional<Connector> find(String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " and key = :key")
                .bind("key", key)
                .map(ConstructorMapper.of(Connector.class))
                .findOne());
  }

  /**
   * A node tells that it spares a system that is away.
   *
   * @param until null when it does not any more
   * @param reason what the last failure was
   */
  @Transactional
  public void rests(String node, int connector, Instant until, String reason) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    until == null
                        ? "delete from connector_rest where connector_id = :connector and node = :node"
                        : "insert into connector_rest (connector_id, node, rests_until, reason)"
                            + " values (:connector, :node, :until, :reason) on conflict (connector_id, node)"
                            + " do update set rests_until = excluded.rests_until, reason = excluded.reason")
                .bind("connector", connector)
                .bind("node", node)
                .bindMap(until == null ? Map.of() : Map.of("until", until, "reason", reason))
                .execute());
  }

  /** Lets a paused connector work again: what has waited flows at once. */
  @Transactional
  public void resume(Viewer viewer, String key) {
    if (!viewer.caresForDeliveries()) {
      throw new NotAllowed("resume a connector");
    }
    int resumed =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "update connector set paused_since = null, pause_reason = null"
                            + " where key = :key")
                    .bind("key", key)
                    .execute());
    if (resumed == 0) {
      throw new NotVisible("connector", key);
    }
    audit.record(viewer, "connector.resumed", "connector", key);
    announcer.announce(Announcement.of(Announcement.Topic.CONNECTOR));
  }
}
