package org.guichet.mydata;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonGeneratorFactory;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.shared.JsonText;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Writes the {@code data.json} of one person: each row as PostgreSQL makes it, page by page. */
final class MyDataJson {
  private static final int PAGE = 50;

  private static final JsonGeneratorFactory GENERATORS =
      Json.createGeneratorFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));

  private static final String PROFILE =
      """
      select jsonb_build_object('name', p.name, 'email', p.email, 'username', p.username, 'knownSince', p.created_at,
        'language', p.language, 'theme', p.theme, 'density', p.density, 'shortcuts', p.shortcuts, 'account', p.subject,
        'quietHours', case when p.quiet_from is not null then
          jsonb_build_object('from', p.quiet_from, 'to', p.quiet_to, 'zone', p.quiet_zone) end,
        'organizations', coalesce((select jsonb_agg(jsonb_build_object('name', o.name, 'manager', m.manager) order by o.name)
          from membership m join organization o on o.id = m.organization_id where m.person_id = p.id), '[]'))::text as row
      from person p where p.id = :viewer
      """;

  /** What the person sees of his request; systems that customers are not shown are left out. */
  private static final String REQUESTS =
      """
      select r.id, jsonb_build_object('number', r.number, 'service', t.name ->> r.language, 'subject', r.subject,
        'status', r.status, 'sentAt', r.submitted_at, 'changedAt', r.updated_at, 'organization', o.name, 'language', r.language,
        'answers', r.fields || r.sensitive_fields,
        'files', coalesce((select jsonb_agg(jsonb_build_object('name', f.name, 'bytes', f.size, 'uploadedAt', f.uploaded_at)
          order by f.uploaded_at, f.id) from attachment f left join activity n on n.id = f.activity_id
          where f.request_id = r.id and not coalesce(n.internal, false)), '[]'),
        'invoices', coalesce((select jsonb_agg(jsonb_build_object('number', i.number, 'amount', i.amount, 'currency', i.currency,
          'state', i.state, 'dueOn', i.due_on, 'paidOn', i.paid_on, 'means', i.means, 'lastFour', i.last_four) order by i.number)
          from invoice i where i.request_id = r.id and i.state <> 'DRAFT'), '[]'),
        'rating', (select jsonb_build_object('stars', g.stars, 'comment', g.comment, 'at', g.rated_at) from rating g
          where g.request_id = r.id and g.person_id = :viewer),
        'records', coalesce((select jsonb_agg(jsonb_build_object('system', c.name ->> 'en', 'number', x.external_id)
          order by c.position) from external_reference x join connector c on c.id = x.connector_id
          where x.request_id = r.id and c.public), '[]'))::text as row
      from service_request r join request_type t on t.id = r.type_id left join organization o on o.id = r.organization_id
      where r.requester_id = :viewer and r.id > :after order by r.id limit :page
      """;

  private static final String MESSAGES =
      """
      select a.id, jsonb_build_object('at', a.happened_at, 'author', coalesce(p.name, a.details ->> 'author', a.origin),
        'mine', coalesce(a.author_id = :viewer, false), 'text', a.body)::text as row
      from activity a left join person p on p.id = a.author_id
      where a.request_id = :request and a.body is not null and not a.internal and a.id > :after order by a.id limit :page
      """;

  private static final String ELSEWHERE =
      """
      select a.id, jsonb_build_object('request', r.number, 'at', a.happened_at, 'text', a.body)::text as row
      from activity a join service_request r on r.id = a.request_id
      where a.author_id = :viewer and r.requester_id <> :viewer and a.body is not null and not a.internal and a.id > :after
      order by a.id limit :page
      """;

  /** Short lists: a person has at most so many. */
  private static final List<Map.Entry<String, String>> LISTS =
      List.of(
          Map.entry(
              "following",
              "select jsonb_build_object('request', r.number, 'since', w.added_at)::text as row from participant w"
                  + " join service_request r on r.id = w.request_id where w.person_id = :viewer order by w.added_at limit 10000"),
          Map.entry(
              "drafts",
              "select jsonb_build_object('service', t.key, 'title', d.title, 'answers', d.answers, 'savedAt', d.saved_at)::text"
                  + " as row from draft d join request_type t on t.id = d.type_id where d.person_id = :viewer and d.customer_id is null"
                  + " order by d.saved_at"),
          Map.entry(
              "unsentReplies",
              "select jsonb_build_object('request', r.number, 'text', d.body, 'savedAt', d.saved_at)::text as row"
                  + " from reply_draft d join service_request r on r.id = d.request_id where d.person_id = :viewer"
                  + " order by d.saved_at limit 10000"),
          Map.entry(
              "savedViews",
              "select jsonb_build_object('name', v.name, 'query', v.query)::text as row from saved_view v"
                  + " where v.person_id = :viewer order by lower(v.name)"),
          Map.entry(
              "notificationChoices",
              "select jsonb_build_object('kind', c.kind, 'inPage', c.in_page, 'byMail', c.by_mail)::text as row"
                  + " from notification_choice c where c.person_id = :viewer order by c.kind"),
          Map.entry(
              "notifications",
              "select jsonb_build_object('request', r.number, 'kind', n.kind, 'at', n.told_at, 'readAt', n.read_at)::text as row"
                  + " from notification n join service_request r on r.id = n.request_id where n.person_id = :viewer"
                  + " order by n.id desc limit 10000"),
          Map.entry(
              "articleVotes",
              "select jsonb_build_object('article', a.question, 'helpful', v.helpful, 'at', v.voted_at)::text as row"
                  + " from article_vote v join article a on a.id = v.article_id where v.person_id = :viewer"
                  + " order by v.voted_at limit 10000"),
          Map.entry(
              "articleDrafts",
              "select jsonb_build_object('question', d.question, 'answer', d.answer, 'savedAt', d.saved_at)::text as row"
                  + " from article_draft d where d.person_id = :viewer order by d.saved_at limit 10000"),
          Map.entry(
              "bulkChanges",
              "select jsonb_build_object('change', b.verb, 'to', b.label, 'requests', b.total, 'at', b.started_at)::text as row"
                  + " from bulk_change b where b.person_id = :viewer order by b.started_at limit 10000"),
          Map.entry(
              "erasures",
              "select jsonb_build_object('askedAt', e.asked_at, 'reason', e.reason, 'state', e.state)::text as row"
                  + " from erasure e where e.person_id = :viewer order by e.asked_at limit 10000"));

  private final Jdbi jdbi;
  private final Viewer viewer;

  /** A row with the key by which the next page is found. */
  private record Row<K>(K key, JsonObject json) {}

  MyDataJson(Jdbi jdbi, Viewer viewer) {
    this.jdbi = jdbi;
    this.viewer = viewer;
  }

  void write(OutputStream out) {
    try (JsonGenerator json = GENERATORS.createGenerator(out, StandardCharsets.UTF_8)) {
      json.writeStartObject().write("writtenAt", Instant.now().toString());
      json.write("profile", rows(PROFILE).get(0));
      requests(json);
      elsewhere(json);
      LISTS.forEach(list -> list(json, list.getKey(), rows(list.getValue())));
      json.writeEnd();
    }
  }

  private void requests(JsonGenerator json) {
    json.writeStartArray("requests");
    UUID after = new UUID(0, 0);
    for (var page = requests(after); !page.isEmpty(); page = requests(after)) {
      for (Row<UUID> request : page) {
        json.writeStartObject();
        request.json().forEach(json::write);
        json.writeStartArray("messages");
        texts(json, MESSAGES, request.key());
        json.writeEnd().writeEnd();
        after = request.key();
      }
    }
    json.writeEnd();
  }

  private List<Row<UUID>> requests(UUID after) {
    return jdbi.withHandle(
        handle ->
            page(handle.createQuery(REQUESTS))
                .bind("after", after)
                .map(
                    (row, context) ->
                        new Row<>(
                            row.getObject("id", UUID.class), JsonText.object(row.getString("row"))))
                .list());
  }

  private void elsewhere(JsonGenerator json) {
    json.writeStartArray("writtenInOtherRequests");
    texts(json, ELSEWHERE, null);
    json.writeEnd();
  }

  /**
   * @param request null for a query that names none
   */
  private void texts(JsonGenerator json, String sql, UUID request) {
    long after = 0;
    List<Row<Long>> page;
    do {
      page = numbered(sql, request, after);
      for (Row<Long> text : page) {
        json.write(text.json());
        after = text.key();
      }
    } while (page.size() == PAGE);
  }

  private List<Row<Long>> numbered(String sql, UUID request, long after) {
    return jdbi.withHandle(
        handle -> {
          Query query = page(handle.createQuery(sql)).bind("after", after);
          if (request != null) {
            query.bind("request", request);
          }
          return query
              .map(
                  (row, context) ->
                      new Row<>(row.getLong("id"), JsonText.object(row.getString("row"))))
              .list();
        });
  }

  private Query page(Query query) {
    return query.bind("viewer", viewer.personId()).bind("page", PAGE);
  }

  private List<JsonObject> rows(String sql) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bind("viewer", viewer.personId())
                .map((row, context) -> JsonText.object(row.getString("row")))
                .list());
  }

  private static void list(JsonGenerator json, String name, List<JsonObject> rows) {
    json.writeStartArray(name);
    rows.forEach(json::write);
    json.writeEnd();
  }
}
