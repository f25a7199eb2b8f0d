package org.guichet.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.request.RequestStatus;
import org.guichet.shared.JsonText;
import org.jdbi.v3.core.Jdbi;

/** Reads what staff keep beside a request, in one query: its page asks much already. */
@ApplicationScoped
public class RequestWorks {
  private static final String ALL =
      """
      with link as (select r.id, r.number, r.subject, r.status, l.kind, l.outgoing, l.made_at
        from (select to_id as other, kind, true as outgoing, made_at from request_link where from_id = :request
          union all select from_id, kind, false, made_at from request_link where to_id = :request) l
        join service_request r on r.id = l.other where %1$s)
      select array(select tag from request_tag where request_id = :request order by tag) as tags,
        (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'task', c.task, 'addedBy', a.name, 'addedAt', c.added_at,
            'doneBy', d.name, 'doneAt', c.done_at) order by c.place, c.id), '[]')
          from checklist_item c join person a on a.id = c.added_by left join person d on d.id = c.done_by
          where c.request_id = :request)::text as checklist,
        (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'workerId', t.worker_id, 'worker', p.name,
            'minutes', t.minutes, 'purpose', t.purpose, 'writtenAt', t.written_at, 'version', t.version) order by t.id), '[]')
          from (select * from time_spent where request_id = :request order by id desc limit :listed) t
          join person p on p.id = t.worker_id)::text as worked,
        spent.entries > :listed as more_worked, spent.minutes,
        (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'number', l.number, 'subject', l.subject, 'status', l.status,
            'kind', l.kind, 'outgoing', l.outgoing) order by l.made_at desc, l.number), '[]')
          from (select * from link order by made_at desc, number limit :listed) l)::text as links,
        (select count(*) > :listed from link) as more_links,
        (select count(*) from (select 1 from service_request c where c.requester_id = w.requester_id and %2$s
          limit :most) counted) as total,
        (select count(*) from (select 1 from service_request c where c.requester_id = w.requester_id and %2$s
          and c.status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER') limit :most) counted) as open
      from service_request w cross join (select count(*) as entries, coalesce(sum(minutes), 0) as minutes
        from time_spent where request_id = :request) spent
      where w.id = :request
      """;

  private Jdbi jdbi;

  protected RequestWorks() {}

  @Inject
  public RequestWorks(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What is kept beside a request that the caller has found visible at the desk. */
  public RequestWork of(Viewer viewer, UUID request) {
    Visibility desk = Visibility.atDesk(viewer);
    return jdbi.withHandle(
        handle ->
            desk.bind(
                    handle.createQuery(ALL.formatted(desk.of("r"), Visibility.of(viewer).of("c"))))
                .bind("request", request)
                .bind("most", RequestWork.MOST_COUNTED)
                .bind("listed", RequestWork.MOST_LISTED)
                .map(
                    (row, context) ->
                        new RequestWork(
                            List.of((String[]) row.getArray("tags").getArray()),
                            list(row.getString("checklist"), RequestWorks::item),
                            list(row.getString("worked"), RequestWorks::worked),
                            row.getBoolean("more_worked"),
                            row.getInt("minutes"),
                            list(row.getString("links"), RequestWorks::link),
                            row.getBoolean("more_links"),
                            row.getInt("total"),
                            row.getInt("open")))
                .one());
  }

  private static <T> List<T> list(String text, Function<JsonObject, T> reader) {
    try (var json = Json.createReader(new StringReader(text))) {
      JsonArray array = json.readArray();
      return array.getValuesAs(JsonObject.class).stream().map(reader).toList();
    }
  }

  private static ChecklistItem item(JsonObject json) {
    return new ChecklistItem(
        json.getJsonNumber("id").longValue(),
        json.getString("task"),
        json.getString("addedBy"),
        moment(json, "addedAt"),
        JsonText.string(json, "doneBy"),
        moment(json, "doneAt"));
  }

  private static Worked worked(JsonObject json) {
    return new Worked(
        json.getJsonNumber("id").longValue(),
        UUID.fromString(json.getString("workerId")),
        json.getString("worker"),
        json.getInt("minutes"),
        json.getString("purpose"),
        moment(json, "writtenAt"),
        json.getInt("version"));
  }

  private static LinkedRequest link(JsonObject json) {
    return new LinkedRequest(
        UUID.fromString(json.getString("id")),
        json.getString("number"),
        json.getString("subject"),
        RequestStatus.valueOf(json.getString("status")),
        LinkKind.valueOf(json.getString("kind")),
        json.getBoolean("outgoing"));
  }

  private static Instant moment(JsonObject json, String name) {
    String text = JsonText.string(json, name);
    return text == null ? null : OffsetDateTime.parse(text).toInstant();
  }
}
