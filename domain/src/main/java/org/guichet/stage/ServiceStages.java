package org.guichet.stage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.sql.Types;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.stage.Refused.What;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The stages that each service asks for, as supervisors keep them. Requests that are under way keep
 * the stages that they began with.
 */
@ApplicationScoped
public class ServiceStages {
  private static final int MOST_OF_A_SERVICE = 8;

  private static final String INSERT =
      """
      insert into service_stage (type_id, position, name, kind, decider, decider_id, team_id, connector_id, remind_hours)
      values (:type, (select coalesce(max(position), 0) + 1 from service_stage where type_id = :type),
        jsonb_build_object('en', :english, 'fr', :french), :kind, :decider, :person, :team,
        (select id from connector where key = :connector and removed_at is null), :remind)
      """;

  private static final String UPDATE =
      """
      update service_stage set name = jsonb_build_object('en', :english, 'fr', :french), kind = :kind, decider = :decider,
        decider_id = :person, team_id = :team, connector_id = (select id from connector where key = :connector),
        remind_hours = :remind, version = version + 1
      where id = :id and type_id = :type and version = :version
      """;

  /** With its neighbour above, or below. */
  private static final String SWAP =
      """
      with one as (select id, position from service_stage where id = :id and type_id = :type),
      other as (select s.id, s.position from service_stage s, one where s.type_id = :type
        and case when :up then s.position < one.position else s.position > one.position end
        order by abs(s.position - one.position) limit 1)
      update service_stage s set version = version + 1,
        position = case when s.id = one.id then other.position else one.position end
      from one, other where s.id in (one.id, other.id)
      """;

  private static final String LATE =
      "select exists (select 1 from service_stage a join service_stage t on t.type_id = a.type_id"
          + " where a.type_id = :type and a.kind = 'APPROVAL' and t.kind = 'TASK' and t.position < a.position)";

  private Jdbi jdbi;
  private AuditTrail audit;

  protected ServiceStages() {}

  @Inject
  public ServiceStages(Jdbi jdbi, AuditTrail audit) {
    this.jdbi = jdbi;
    this.audit = audit;
  }

  /**
   * Keeps a stage; a new one comes last.
   *
   * @throws Refused when something is wrong with it, or somebody else has changed it
   */
  @Transactional
  public void save(Viewer viewer, StageDraft draft) {
    require(viewer);
    Integer remind = draft.check();
    jdbi.useHandle(
        handle -> {
          UUID type = lock(handle, draft.type());
          if (keep(handle, type, draft, remind) == 0) {
            throw new Refused("", What.CHANGED);
          }
          settle(handle, viewer, type, draft.type());
        });
  }

  private static int keep(Handle handle, UUID type, StageDraft draft, Integer remind) {
    if (draft.id() == null && count(handle, type) >= MOST_OF_A_SERVICE) {
      throw new Refused("", What.TOO_MANY);
    }
    var update =
        handle
            .createUpdate(draft.id() == null ? INSERT : UPDATE)
            .bind("type", type)
            .bind("english", draft.english().strip())
            .bind("french", draft.french().strip())
            .bind("kind", draft.kind().name())
            .bind("decider", draft.decider().name())
            .bindBySqlType("person", key(draft, Decider.PERSON), Types.OTHER)
            .bindBySqlType("team", key(draft, Decider.TEAM), Types.OTHER)
            .bind("connector", draft.decider() == Decider.SYSTEM ? draft.who() : null)
            .bindBySqlType("remind", remind, Types.INTEGER);
    if (draft.id() != null) {
      update.bind("id", draft.id()).bind("version", draft.version());
    }
    return update.execute();
  }

  private static UUID key(StageDraft draft, Decider decider) {
    return draft.decider() == decider ? UUID.fromString(draft.who()) : null;
  }

  private static int count(Handle handle, UUID type) {
    return handle
        .createQuery("select count(*) from service_stage where type_id = :type")
        .bind("type", type)
        .mapTo(Integer.class)
        .one();
  }

  /**
   * Lets a stage come earlier or later by one place.
   *
   * @throws Refused when somebody would have to agree after the systems have heard of it
   */
  @Transactional
  public void move(Viewer viewer, String service, long stage, boolean up) {
    require(viewer);
    jdbi.useHandle(
        handle -> {
          UUID type = lock(handle, service);
          handle.createUpdate(SWAP).bind("id", stage).bind("type", type).bind("up", up).execute();
          settle(handle, viewer, type, service);
        });
  }

  /** Asks for it no more; one that is gone already is gone. */
  @Transactional
  public void remove(Viewer viewer, String service, long stage) {
    require(viewer);
    jdbi.useHandle(
        handle -> {
          UUID type = lock(handle, service);
          handle.execute("delete from service_stage where id = ? and type_id = ?", stage, type);
          settle(handle, viewer, type, service);
        });
  }

  /** Two who change the stages of one service do it one after the other. */
  private static UUID lock(Handle handle, String service) {
    return handle
        .createQuery("select id from request_type where key = :key and active for no key update")
        .bind("key", service)
        .mapTo(UUID.class)
        .findOne()
        .orElseThrow(() -> new NotVisible("service", service));
  }

  /** Customers read beforehand that somebody has to agree. */
  private void settle(Handle handle, Viewer viewer, UUID type, String service) {
    if (handle.createQuery(LATE).bind("type", type).mapTo(Boolean.class).one()) {
      throw new Refused("kind", What.APPROVAL_LATE);
    }
    handle.execute(
        "update request_type set needs_approval = exists (select 1 from service_stage"
            + " where type_id = request_type.id and kind = 'APPROVAL') where id = ?",
        type);
    audit.record(viewer, "stages.changed", "service", service, Json.createObjectBuilder().build());
  }

  static void require(Viewer viewer) {
    if (!viewer.is(Role.SUPERVISOR)) {
      throw new NotAllowed("look after the stages of services");
    }
  }
}
