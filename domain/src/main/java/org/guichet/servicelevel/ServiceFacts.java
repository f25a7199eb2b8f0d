package org.guichet.servicelevel;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.guichet.shared.JsonText;
import org.jdbi.v3.core.Handle;

/**
 * All that the clocks of one request follow from, read in one statement.
 *
 * @param calendar null when there is no service level for its type
 * @param work by target; one without a target is missing
 */
record ServiceFacts(
    RequestHistory history,
    String priority,
    BusinessCalendar calendar,
    int warnPercent,
    Map<Target, Duration> work) {

  /** Who answers for the company is told from the requester's side as the timeline does it. */
  private static final String SELECT =
      """
      select r.submitted_at, r.status, r.settled_at, r.priority, c.name, c.zone, c.hours::text as hours, l.warn_percent,
        (select jsonb_object_agg(h.day, h.name) from service_holiday h
          where h.calendar_id = c.id and h.day >= r.submitted_at::date - 2)::text as holidays,
        (select jsonb_object_agg(t.target, t.minutes) from service_target t
          where t.type_id = l.type_id and t.priority = r.priority)::text as targets,
        (select min(a.happened_at) from activity a where a.request_id = r.id and a.kind = 'REPLY' and not a.internal
          and (a.details ->> 'author' is not null or a.author_id is not null and a.author_id <> r.requester_id
            and not exists (select 1 from membership m
              where m.person_id = a.author_id and m.organization_id = r.organization_id))) as answered_at,
        (select jsonb_build_object('turns', coalesce(jsonb_agg(jsonb_build_object('to', a.details ->> 'to', 'at', a.happened_at)
          order by a.id), '[]')) from activity a where a.request_id = r.id and a.kind = 'STATUS_CHANGED')::text as turns
      from service_request r left join service_level l on l.type_id = r.type_id
        left join service_calendar c on c.id = l.calendar_id
      where r.id = :request
      """;

  static Optional<ServiceFacts> read(Handle handle, UUID request) {
    return handle
        .createQuery(SELECT)
        .bind("request", request)
        .map((row, context) -> read(row))
        .findOne();
  }

  private static ServiceFacts read(ResultSet row) throws SQLException {
    RequestHistory history =
        new RequestHistory(
            instant(row.getTimestamp("submitted_at")),
            row.getString("status"),
            instant(row.getTimestamp("settled_at")),
            instant(row.getTimestamp("answered_at")),
            RequestHistory.turns(JsonText.object(row.getString("turns")).getJsonArray("turns")));
    Map<Target, Duration> work = new EnumMap<>(Target.class);
    object(row.getString("targets"))
        .forEach(
            (target, minutes) ->
                work.put(
                    Target.valueOf(target),
                    Duration.ofMinutes(((JsonNumber) minutes).longValue())));
    BusinessCalendar calendar =
        row.getString("name") == null
            ? null
            : new BusinessCalendar(
                row.getString("name"),
                ZoneId.of(row.getString("zone")),
                WeeklyHours.parse(object(row.getString("hours"))),
                holidays(object(row.getString("holidays"))));
    return new ServiceFacts(
        history, row.getString("priority"), calendar, row.getInt("warn_percent"), work);
  }

  private static Map<LocalDate, String> holidays(JsonObject json) {
    Map<LocalDate, String> holidays = new TreeMap<>();
    json.keySet().forEach(day -> holidays.put(LocalDate.parse(day), json.getString(day)));
    return holidays;
  }

  private static JsonObject object(String json) {
    return json == null ? JsonValue.EMPTY_JSON_OBJECT : JsonText.object(json);
  }

  private static Instant instant(Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  /** The clock of that target; empty when there is no such target. */
  Optional<Reckoning> reckon(Target target) {
    return Optional.ofNullable(work.get(target))
        .map(minutes -> new Reckoning(history, target, minutes, calendar));
  }
}
