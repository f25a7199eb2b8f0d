package org.guichet.servicelevel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.servicelevel.Refused.What;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.JsonText;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The calendars, as supervisors keep them. Whoever comes second overwrites nothing. */
@ApplicationScoped
public class Calendars {
  private static final int MOST = 200;

  private Jdbi jdbi;
  private AuditTrail audit;
  private Announcer announcer;

  protected Calendars() {}

  @Inject
  public Calendars(Jdbi jdbi, AuditTrail audit, Announcer announcer) {
    this.jdbi = jdbi;
    this.audit = audit;
    this.announcer = announcer;
  }

  /**
   * A calendar in a list.
   *
   * @param holidays how many are still to come
   * @param services how many keep to it
   */
  public record Row(long id, String name, String zone, int holidays, int services)
      implements Serializable {}

  /** All of them by name. */
  public List<Row> all(Viewer viewer) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select c.id, c.name, c.zone, (select count(*) from service_holiday h"
                        + " where h.calendar_id = c.id and h.day >= current_date) as holidays,"
                        + " (select count(*) from service_level l where l.calendar_id = c.id) as services"
                        + " from service_calendar c order by lower(c.name) limit :most")
                .bind("most", MOST)
                .map(ConstructorMapper.of(Row.class))
                .list());
  }

  /** One as it is typed. */
  public Optional<CalendarDraft> find(Viewer viewer, long id) {
    require(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select c.id, c.version, c.name, c.zone, c.hours::text as hours,"
                        + " (select string_agg(h.day || ' ' || h.name, chr(10) order by h.day) from service_holiday h"
                        + " where h.calendar_id = c.id) as holidays from service_calendar c where c.id = :id")
                .bind("id", id)
                .map((row, context) -> draft(row))
                .findOne());
  }

  private static CalendarDraft draft(ResultSet row) throws SQLException {
    WeeklyHours week = WeeklyHours.parse(JsonText.object(row.getString("hours")));
    Map<DayOfWeek, String> hours = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      hours.put(
          day, week.of(day).stream().map(Interval::toString).collect(Collectors.joining(", ")));
    }
    String holidays = row.getString("holidays");
    return new CalendarDraft(
        row.getLong("id"),
        row.getInt("version"),
        row.getString("name"),
        row.getString("zone"),
        hours,
        holidays == null ? "" : holidays);
  }

  /**
   * Keeps it. The deadlines that follow from it are worked out anew at once.
   *
   * @return its key
   * @throws Refused when something is wrong with it, or somebody else has changed it
   */
  @Transactional(dontRollbackOn = Refused.class)
  public long save(Viewer viewer, CalendarDraft draft) {
    require(viewer);
    CalendarDraft.Read read = draft.read();
    return jdbi.withHandle(
        handle -> {
          ServiceClock.beforeChange(handle);
          requireFreeName(handle, draft, read.name());
          long id = draft.id() == null ? insert(handle, read) : update(handle, draft, read);
          keepHolidays(handle, id, read);
          ServiceClock.recount(
              handle, "select type_id from service_level where calendar_id = " + id);
          tell(viewer, draft.id() == null ? "calendar.added" : "calendar.changed", id, read.name());
          return id;
        });
  }

  private static void requireFreeName(Handle handle, CalendarDraft draft, String name) {
    boolean taken =
        handle
            .createQuery(
                "select exists (select 1 from service_calendar where lower(name) = lower(:name)"
                    + " and id is distinct from :id::bigint)")
            .bind("name", name)
            .bind("id", draft.id())
            .mapTo(Boolean.class)
            .one();
    if (taken) {
      throw new Refused("name", What.NAME_TAKEN, name);
    }
  }

  private static long insert(Handle handle, CalendarDraft.Read read) {
    return handle
        .createQuery(
            "insert into service_calendar (name, zone, hours) values (:name, :zone, :hours::jsonb) returning id")
        .bind("name", read.name())
        .bind("zone", read.zone().getId())
        .bind("hours", read.hours().json().toString())
        .mapTo(Long.class)
        .one();
  }

  private static long update(Handle handle, CalendarDraft draft, CalendarDraft.Read read) {
    int updated =
        handle
            .createUpdate(
                "update service_calendar set name = :name, zone = :zone, hours = :hours::jsonb, version = version + 1"
                    + " where id = :id and version = :version")
            .bind("name", read.name())
            .bind("zone", read.zone().getId())
            .bind("hours", read.hours().json().toString())
            .bind("id", draft.id())
            .bind("version", draft.version())
            .execute();
    if (updated == 0) {
      throw new Refused("", What.CHANGED, read.name());
    }
    return draft.id();
  }

  private static void keepHolidays(Handle handle, long id, CalendarDraft.Read read) {
    handle.execute("delete from service_holiday where calendar_id = ?", id);
    if (!read.holidays().isEmpty()) {
      var batch =
          handle.prepareBatch(
              "insert into service_holiday (calendar_id, day, name) values (:id, :day, :name)");
      read.holidays()
          .forEach((day, name) -> batch.bind("id", id).bind("day", day).bind("name", name).add());
      batch.execute();
    }
  }

  /**
   * Removes one that no service keeps to.
   *
   * @throws Refused when one does, or somebody else has changed it
   */
  @Transactional(dontRollbackOn = Refused.class)
  public void remove(Viewer viewer, CalendarDraft draft) {
    require(viewer);
    jdbi.useHandle(
        handle -> {
          ServiceClock.beforeChange(handle);
          boolean used =
              handle
                  .createQuery(
                      "select exists (select 1 from service_level where calendar_id = :id)")
                  .bind("id", draft.id())
                  .mapTo(Boolean.class)
                  .one();
          if (used) {
            throw new Refused("", What.IN_USE, draft.name());
          }
          int removed =
              handle.execute(
                  "delete from service_calendar where id = ? and version = ?",
                  draft.id(),
                  draft.version());
          if (removed == 0) {
            throw new Refused("", What.CHANGED, draft.name());
          }
          tell(viewer, "calendar.removed", draft.id(), draft.name());
        });
  }

  private void tell(Viewer viewer, String action, long id, String name) {
    audit.record(
        viewer,
        action,
        "calendar",
        Long.toString(id),
        Json.createObjectBuilder().add("name", name).build());
    announcer.announce(Announcement.of(Announcement.Topic.SERVICE_LEVEL));
  }

  static void require(Viewer viewer) {
    if (!viewer.is(Role.SUPERVISOR)) {
      throw new NotAllowed("look after the service levels");
    }
  }
}
