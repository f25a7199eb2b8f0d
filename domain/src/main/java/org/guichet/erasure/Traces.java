package org.guichet.erasure;

import jakarta.json.Json;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.guichet.erasure.ErasureReport.Gone;
import org.guichet.erasure.ErasureReport.Kept;
import org.guichet.erasure.ErasureReport.RecordElsewhere;
import org.guichet.erasure.Obstacle.Why;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;

/** Where a person left traces, in SQL: the one place that says what is his. */
final class Traces {
  /**
   * An event that says something of his: about his requests, what he wrote in another's, or a mail
   * to him or with his words.
   */
  static final String EVENT =
      "(e.request_id = any(:own) or e.request_id = any(:touched)"
          + " and :name in (e.payload -> 'by' ->> 'name', e.payload -> 'message' ->> 'author')"
          + " or e.request_id = any(:touched) and e.type = 'note.added'"
          + " and strpos(e.payload -> 'message' ->> 'text', '@' || nullif(:name, '')) > 0"
          + " or e.request_id = any(:told) and e.type = 'notification.due' and ("
          + "lower(e.payload -> 'mail' ->> 'to') = lower(nullif(:email, ''))"
          + " or strpos(e.payload -> 'mail' ->> 'text', nullif(:name, '')) > 0))";

  /** A delivery of such an event. */
  static final String DELIVERY =
      "(d.request_id = any(:own) or d.request_id = any(:told) and exists (select 1 from outbox_event e"
          + " where e.id = d.event_id and "
          + EVENT
          + "))";

  static final String FILE = "(f.uploaded_by = :person or f.request_id = any(:own))";

  /** An attempt of a settled delivery whose words may be his. */
  static final String ATTEMPT =
      "coalesce(t.request_body, t.answer_body, t.sentence) is not null and t.delivery_id in"
          + " (select d.id from delivery d where d.state in (2, 3, 5) and d.request_id = any(:told)"
          + " and (d.request_id = any(:touched) or "
          + DELIVERY
          + "))";

  /** A settled message of the inbox about his requests, or one that names him. */
  static final String MESSAGE =
      "m.state in (1, 2) and m.body <> '{}' and ((m.connector_id, m.record_key) in (%s) or m.record_key is null and %s)"
          .formatted(records("touched"), names("m.body"));

  private static final String WAITING =
      "m.state in (0, 3) and ((m.connector_id, m.record_key) in (%s) or %s)"
          .formatted(records("own"), names("m.body"));

  private static final Map<Why, String> OBSTACLES =
      Map.of(
          Why.OPEN_REQUESTS,
          "service_request r where r.requester_id = :person"
              + " and r.status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')",
          Why.UNSETTLED_DELIVERIES,
          "delivery d where d.state in (0, 1, 4) and " + DELIVERY,
          Why.WAITING_MESSAGES,
          "inbox_message m where " + WAITING,
          Why.TEAM_MEMBER,
          "team_member t where t.person_id = :person",
          Why.PERSON_OF_CONNECTOR,
          "connector c where c.default_person_id = :person and c.removed_at is null");

  private static final Map<Gone, String> GOES =
      Map.of(
          Gone.ANSWERS,
          "service_request r where r.id = any(:own)",
          Gone.MESSAGES,
          "activity a where a.author_id = :person and a.body is not null",
          Gone.FILES,
          "attachment f where " + FILE,
          Gone.DRAFTS,
          "(select 1 from draft where person_id = :person"
              + " union all select 1 from reply_draft where person_id = :person) unsent",
          Gone.VIEWS,
          "saved_view v where v.person_id = :person",
          Gone.RATINGS,
          "rating g where g.person_id = :person and g.comment <> ''",
          Gone.EVENTS,
          "outbox_event e where " + EVENT,
          Gone.ATTEMPTS,
          "attempt t where " + ATTEMPT,
          Gone.INBOX,
          "inbox_message m where " + MESSAGE);

  private static final Map<Kept, String> STAYS =
      Map.of(
          Kept.REQUESTS,
          "service_request r where r.id = any(:own)",
          Kept.INVOICES,
          "invoice i where i.request_id = any(:own) and i.state <> 'DRAFT'",
          Kept.UNPAID,
          "invoice i where i.request_id = any(:own) and i.state = 'ISSUED'");

  private static final String ELSEWHERE =
      """
      select c.name::text as system, x.external_id as number, r.number as request, x.url
      from (select connector_id, external_id, request_id, url from external_reference where request_id = any(:own)
        union all select connector_id, external_id, request_id, null from further_record where request_id = any(:own)) x
      join connector c on c.id = x.connector_id join service_request r on r.id = x.request_id
      order by c.position, c.id, r.number, x.external_id
      """;

  private final Handle handle;
  private final Whom whom;
  private final List<UUID> own;
  private final List<UUID> touched;
  private final List<UUID> told;

  /** Who it is, as long as that is known. */
  record Whom(UUID id, String name, String email, String language, String issuer, String subject) {}

  Traces(Handle handle, UUID person) {
    this.handle = handle;
    this.whom =
        handle
            .createQuery(
                "select name, email, coalesce(language, (select r.language from service_request r"
                    + " where r.requester_id = p.id order by r.submitted_at desc limit 1), 'en') as language,"
                    + " issuer, subject from person p where id = :id")
            .bind("id", person)
            .map(
                (row, context) ->
                    new Whom(
                        person,
                        row.getString("name"),
                        row.getString("email"),
                        row.getString("language"),
                        row.getString("issuer"),
                        row.getString("subject")))
            .one();
    this.own = requests("select id from service_request where requester_id = :person");
    this.touched =
        requests(
            "select id from service_request where requester_id = :person"
                + " union select request_id from activity where author_id = :person"
                + " union select request_id from activity where kind = 'NOTE' and jsonb_exists(details, '@' || :person::text)"
                + " union select request_id from attachment where uploaded_by = :person and request_id is not null");
    this.told =
        Stream.concat(
                touched.stream(),
                requests(
                    "select request_id from participant where person_id = :person"
                        + " union select request_id from notification where person_id = :person")
                    .stream())
            .distinct()
            .toList();
  }

  private List<UUID> requests(String sql) {
    return handle.createQuery(sql).bind("person", whom.id()).mapTo(UUID.class).list();
  }

  /** Whether a text names him, in full or by his address. */
  static String names(String text) {
    return "(strpos(%1$s, nullif(:name, '')) > 0 or strpos(lower(%1$s), lower(nullif(:email, ''))) > 0)"
        .formatted(text);
  }

  private static String records(String requests) {
    return "select connector_id, external_id from external_reference where request_id = any(:%1$s)"
            .formatted(requests)
        + " union all select connector_id, external_id from further_record where request_id = any(:%1$s)"
            .formatted(requests);
  }

  List<UUID> touched() {
    return touched;
  }

  /** Why he cannot be erased yet. */
  List<Obstacle> obstacles() {
    Map<Why, Integer> counts = counts(Why.class, OBSTACLES);
    return Arrays.stream(Why.values())
        .filter(why -> counts.get(why) > 0)
        .map(why -> new Obstacle(why, counts.get(why)))
        .toList();
  }

  /** What goes and what stays. */
  ErasureReport report() {
    List<RecordElsewhere> elsewhere =
        bind(handle.createQuery(ELSEWHERE)).map(ConstructorMapper.of(RecordElsewhere.class)).list();
    return new ErasureReport(
        counts(Gone.class, GOES),
        counts(Kept.class, STAYS),
        elsewhere,
        whom.issuer(),
        whom.subject());
  }

  /** All in one statement. */
  private <E extends Enum<E>> Map<E, Integer> counts(Class<E> kind, Map<E, String> tables) {
    String sql =
        tables.entrySet().stream()
            .map(
                table ->
                    "select '%s' as what, count(*) as many from "
                        .formatted(table.getKey().name())
                        .concat(table.getValue()))
            .collect(Collectors.joining(" union all "));
    Map<E, Integer> counts = new EnumMap<>(kind);
    bind(handle.createQuery(sql))
        .map((row, context) -> Map.entry(row.getString("what"), row.getInt("many")))
        .forEach(row -> counts.put(Enum.valueOf(kind, row.getKey()), row.getValue()));
    return counts;
  }

  /** Gives a statement everything that the conditions name. */
  <S extends SqlStatement<S>> S bind(S statement) {
    ResourceBundle words = EraseWords.in(whom.language());
    return statement
        .bind("person", whom.id())
        .bind("name", whom.name())
        .bind("email", whom.email())
        .bind("address", pattern(whom.email()))
        .bind("jsonName", inJson(whom.name()))
        .bind("nobody", words.getString("person"))
        .bind("texts", EraseWords.all("text").toString())
        .bindArray("own", UUID.class, own)
        .bindArray("touched", UUID.class, touched)
        .bindArray("told", UUID.class, told);
  }

  /** An address as a regular expression; one that never fits when there is none. */
  private static String pattern(String email) {
    return email.isEmpty() ? "$." : email.replaceAll("([^\\p{L}0-9])", "\\\\$1");
  }

  /** As it stands within a text of JSON. */
  private static String inJson(String text) {
    String quoted = Json.createValue(text).toString();
    return quoted.substring(1, quoted.length() - 1);
  }
}
