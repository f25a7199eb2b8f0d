package org.guichet.servicelevel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.servicelevel.Refused.What;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What is promised for each service, as supervisors keep it. */
@ApplicationScoped
public class ServiceLevels {
  private static final int MOST = 500;
  private static final String USUAL_PERCENT = "75";

  private Jdbi jdbi;
  private AuditTrail audit;
  private Announcer announcer;

  protected ServiceLevels() {}

  @Inject
  public ServiceLevels(Jdbi jdbi, AuditTrail audit, Announcer announcer) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.announcer = announcer;
  }

  /**
   * A service in the list.
   *
   * @param name a JSON object of names by language
   * @param calendar name of its calendar; null when nothing is promised
   * @param warnPercent null when nothing is promised
   * @param promises a JSON object: minutes by priority and target, such as {@code URGENT
   *     RESOLUTION}
   */
  public record Row(
      String key,
      String name,
      String calendar,
      Integer warnPercent,
      String escalateOn,
      String promises)
      implements Serializable {
    public LocalizedText names() {
      return LocalizedText.parse(name);
    }

    public boolean isPromised() {
      return calendar != null;
    }

    /** As it is typed; empty when there is no such target. */
    public String promise(String priority, Target target) {
      int minutes = JsonText.object(promises).getInt(priority + " " + target, 0);
      return minutes == 0 ? "" : WorkDuration.text(Duration.ofMinutes(minutes));
    }
  }

  /** Somebody or some team that work can be given to. */
  public record Receiver(UUID id, String name) implements Serializable {}

  /** All services on offer, in the catalogue's order. */
  public List<Row> all(Viewer viewer) {
    Calendars.require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select t.key, t.name::text as name, c.name as calendar, l.warn_percent, l.escalate_on,"
                        + " (select coalesce(jsonb_object_agg(p.priority || ' ' || p.target, p.minutes), '{}')"
                        + " from service_target p where p.type_id = t.id)::text as promises"
                        + " from request_type t left join service_level l on l.type_id = t.id"
                        + " left join service_calendar c on c.id = l.calendar_id"
                        + " where t.active order by t.position, t.key limit :most")
                .bind("most", MOST)
                .map(ConstructorMapper.of(Row.class))
                .list());
  }

  /**
   * What is promised for one service, as it is typed; nothing yet: an empty draft.
   *
   * @throws NotVisible when there is no such service
   */
  public LevelDraft find(Viewer viewer, String type) {
    Calendars.require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select t.key, l.*, (select coalesce(jsonb_object_agg(p.priority || ' ' || p.target, p.minutes), '{}')"
                        + " from service_target p where p.type_id = t.id)::text as promises"
                        + " from request_type t left join service_level l on l.type_id = t.id"
                        + " where t.key = :key and t.active")
                .bind("key", type)
                .map((row, context) -> draft(row))
                .findOne()
                .orElseThrow(() -> new NotVisible("service", type)));
  }

  private static LevelDraft draft(ResultSet row) throws SQLException {
    Map<String, Map<Target, String>> targets = new HashMap<>();
    var promises = JsonText.object(row.getString("promises"));
    for (String key : promises.keySet()) {
      String[] words = key.split(" ");
      targets
          .computeIfAbsent(words[0], priority -> new EnumMap<>(Target.class))
          .put(
              Target.valueOf(words[1]),
              WorkDuration.text(Duration.ofMinutes(promises.getInt(key))));
    }
    boolean isNew = row.getObject("type_id") == null;
    return new LevelDraft(
        row.getString("key"),
        isNew ? null : row.getInt("version"),
        isNew ? null : row.getLong("calendar_id"),
        isNew ? USUAL_PERCENT : row.getString("warn_percent"),
        isNew ? LevelDraft.NEVER : row.getString("escalate_on"),
        row.getBoolean("raise_priority"),
        row.getObject("to_team", UUID.class),
        row.getObject("to_person", UUID.class),
        row.getBoolean("tell_team"),
        targets);
  }

  public List<Receiver> teams(Viewer viewer) {
    Calendars.require(viewer);
    return receivers("select id, name from team order by name limit :most");
  }

  /** Those who belong to a team. */
  public List<Receiver> people(Viewer viewer) {
    Calendars.require(viewer);
    return receivers(
        "select p.id, p.name from person p where exists (select 1 from team_member m where m.person_id = p.id)"
            + " order by p.name limit :most");
  }

  private List<Receiver> receivers(String sql) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("most", MOST)
                .map(ConstructorMapper.of(Receiver.class))
                .list());
  }

  /**
   * Keeps it. Deadlines of open requests are worked out anew at once.
   *
   * @throws Refused when something is wrong with it, or somebody else has changed it
   */
  @Transactional(dontRollbackOn = Refused.class)
  public void save(Viewer viewer, LevelDraft draft) {
    Calendars.require(viewer);
    LevelDraft.Read read = draft.read();
    jdbi.useHandle(
        handle -> {
          ServiceClock.beforeChange(handle);
          requireCalendar(handle, draft.calendar());
          UUID type = type(handle, draft.type());
          int kept =
              draft.version() == null
                  ? insert(handle, type, draft, read)
                  : update(handle, type, draft, read);
          if (kept == 0) {
            throw new Refused("", What.CHANGED, "");
          }
          keep(handle, type, read.promises());
          ServiceClock.recount(handle, "'" + type + "'");
          tell(viewer, "service_level.changed", draft.type());
        });
  }

  private static void requireCalendar(Handle handle, long calendar) {
    boolean there =
        handle
            .createQuery("select exists (select 1 from service_calendar where id = :id)")
            .bind("id", calendar)
            .mapTo(Boolean.class)
            .one();
    if (!there) {
      throw new Refused("calendar", What.GONE, "");
    }
  }

  private static UUID type(Handle handle, String key) {
    return handle
        .createQuery("select id from request_type where key = :key and active")
        .bind("key", key)
        .mapTo(UUID.class)
        .findOne()
        .orElseThrow(() -> new NotVisible("service", key));
  }

  private static int insert(Handle handle, UUID type, LevelDraft draft, LevelDraft.Read read) {
    return bound(
        handle,
        "insert into service_level (type_id, calendar_id, warn_percent, escalate_on, raise_priority, to_team, to_person, tell_team)"
            + " values (:type, :calendar, :percent, :on, :raise, :team::uuid, :person::uuid, :tell) on conflict do nothing",
        type,
        draft,
        read);
  }

  private static int update(Handle handle, UUID type, LevelDraft draft, LevelDraft.Read read) {
    return bound(
        handle,
        "update service_level set calendar_id = :calendar, warn_percent = :percent, escalate_on = :on,"
            + " raise_priority = :raise, to_team = :team::uuid, to_person = :person::uuid, tell_team = :tell, version = version + 1"
            + " where type_id = :type and version = :version",
        type,
        draft,
        read);
  }

  private static int bound(
      Handle handle, String sql, UUID type, LevelDraft draft, LevelDraft.Read read) {
    boolean escalates = !LevelDraft.NEVER.equals(draft.escalateOn());
    return handle
        .createUpdate(sql)
        .bind("type", type)
        .bind("calendar", draft.calendar())
        .bind("percent", read.warnPercent())
        .bind("on", draft.escalateOn())
        .bind("raise", escalates && draft.raisePriority())
        .bind("team", escalates ? draft.toTeam() : null)
        .bind("person", escalates ? draft.toPerson() : null)
        .bind("tell", escalates && draft.tellTeam())
        .bind("version", draft.version())
        .execute();
  }

  private static void keep(Handle handle, UUID type, List<LevelDraft.Promise> promises) {
    handle.execute("delete from service_target where type_id = ?", type);
    var batch =
        handle.prepareBatch(
            "insert into service_target (type_id, priority, target, minutes)"
                + " values (:type, :priority, :target, :minutes)");
    promises.forEach(
        promise ->
            batch
                .bind("type", type)
                .bind("priority", promise.priority())
                .bind("target", promise.target().name())
                .bind("minutes", promise.work().toMinutes())
                .add());
    batch.execute();
  }

  /** Promises nothing any more for that service. */
  @Transactional(dontRollbackOn = Refused.class)
  public void remove(Viewer viewer, LevelDraft draft) {
    Calendars.require(viewer);
    jdbi.useHandle(
        handle -> {
          ServiceClock.beforeChange(handle);
          UUID type = type(handle, draft.type());
          int removed =
              handle.execute(
                  "delete from service_level where type_id = ? and version = ?",
                  type,
                  draft.version());
          if (removed == 0) {
            throw new Refused("", What.CHANGED, "");
          }
          ServiceClock.recount(handle, "'" + type + "'");
          tell(viewer, "service_level.removed", draft.type());
        });
  }

  private void tell(Viewer viewer, String action, String type) {
    audit.record(
        viewer, action, "service", type, Json.createObjectBuilder().add("service", type).build());
    announcer.announce(Announcement.of(Announcement.Topic.SERVICE_LEVEL));
  }
}
