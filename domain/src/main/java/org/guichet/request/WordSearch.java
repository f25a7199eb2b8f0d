package org.guichet.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** One search in the words of requests. */
final class WordSearch {
  /** Of what the viewer may see, so many are looked at one by one first. */
  private static final int NEAREST = 1_000;

  private static final Pattern LEXEME = Pattern.compile("'((?:[^']|'')+)'");

  /** Weights of {@code request_search}: all but notes. */
  private static final String OPEN_TO_CUSTOMERS = "ABC";

  private final Jdbi jdbi;
  private final Viewer viewer;
  private final RequestConditions conditions;
  private final String atDesk;
  private final String everything;
  private final String open;
  private final Highlight highlight;

  WordSearch(Jdbi jdbi, Viewer viewer, RequestFilter filter, String text) {
    this.jdbi = jdbi;
    this.viewer = viewer;
    this.conditions = new RequestConditions(viewer, filter);
    this.atDesk = Visibility.atDesk(viewer).of("r");
    List<String> queries =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select search_query(:text, weights)::text from unnest(array['', :open]) weights")
                    .bind("text", text)
                    .bind("open", OPEN_TO_CUSTOMERS)
                    .mapTo(String.class)
                    .list());
    this.everything = queries.get(0);
    this.open = queries.get(1);
    this.highlight =
        new Highlight(
            LEXEME
                .matcher(everything)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  /** What the nearest rows gave. */
  private record Nearest(int seen, List<UUID> keys) {}

  /**
   * Keys of requests in the list's order. A frequent word is met soon among the nearest rows; a
   * rare one has few entries in the index, which are then all read. So neither costs more the more
   * requests there are.
   */
  List<UUID> find(int limit) {
    if (everything.isEmpty()) {
      return List.of();
    }
    Nearest nearest = nearest(limit);
    return nearest.keys().size() >= limit || nearest.seen() < NEAREST ? nearest.keys() : all(limit);
  }

  private Nearest nearest(int limit) {
    String sql =
        "with nearest as materialized (select r.* from service_request r where "
            + conditions.all()
            + conditions.behind()
            + conditions.order()
            + " limit :nearest) select (select count(*) from nearest) as seen, array(select r.id from nearest r"
            + " join request_search s on s.request_id = r.id where "
            + fits()
            + conditions.order()
            + " limit :limit) as keys";
    return jdbi.withHandle(
        handle ->
            bind(handle.createQuery(sql), limit)
                .bind("nearest", NEAREST)
                .map(
                    (row, context) ->
                        new Nearest(
                            row.getInt("seen"), List.of((UUID[]) row.getArray("keys").getArray())))
                .one());
  }

  private List<UUID> all(int limit) {
    // The index first: the words are rare, and the planner is not to think of reading the list.
    String sql =
        "with found as materialized (select request_id from request_search s where "
            + (isCustomer() ? "s.words @@ :open::tsquery" : "s.words @@ :everything::tsquery")
            + ") select r.id from found join service_request r on r.id = found.request_id"
            + (isCustomer() || atDesk.equals("true")
                ? ""
                : " join request_search s on s.request_id = r.id")
            + " where "
            + (isCustomer() || atDesk.equals("true") ? "true" : fits())
            + " and "
            + conditions.all()
            + conditions.behind()
            + conditions.order()
            + " limit :limit";
    return jdbi.withHandle(handle -> bind(handle.createQuery(sql), limit).mapTo(UUID.class).list());
  }

  /** Notes are searched only in requests that the viewer works on. */
  private String fits() {
    if (isCustomer()) {
      return "s.words @@ :open::tsquery";
    }
    return "s.words @@ :everything::tsquery and (" + atDesk + " or s.words @@ :open::tsquery)";
  }

  private boolean isCustomer() {
    return atDesk.equals("false");
  }

  private Query bind(Query query, int limit) {
    return conditions
        .bind(query)
        .bind("everything", everything)
        .bind("open", open)
        .bind("limit", limit);
  }

  /** The rows with their words marked, each with the text that has most of them. */
  List<FoundRequest> marked(List<RequestRow> rows) {
    Map<UUID, List<String>> texts = texts(rows.stream().map(RequestRow::id).toList());
    return rows.stream()
        .map(
            row ->
                new FoundRequest(
                    row,
                    highlight.parts(row.subject()),
                    excerpt(row.subject(), texts.getOrDefault(row.id(), List.of()))))
        .toList();
  }

  private List<MarkedPart> excerpt(String subject, List<String> texts) {
    String best = subject;
    for (String text : texts) {
      if (highlight.score(text) > highlight.score(best)) {
        best = text;
      }
    }
    return best.equals(subject) ? List.of() : highlight.excerpt(best);
  }

  /** What the viewer may read of each: the form, names of files, the last messages. */
  private Map<UUID, List<String>> texts(List<UUID> keys) {
    String sql =
        """
        select r.id, array[search_fields(r.fields)]
          || array(select f.name from attachment f where f.request_id = r.id limit 20)
          || array(select left(a.body, 4000) from activity a where a.request_id = r.id and a.body is not null
               and (not a.internal or %s) order by a.id desc limit 20) as texts
        from service_request r where r.id = any(:keys)
        """
            .formatted(atDesk);
    return jdbi.withHandle(
        handle ->
            Visibility.of(viewer)
                .bind(handle.createQuery(sql))
                .bindArray("keys", UUID.class, keys)
                .map(
                    (row, context) ->
                        Map.entry(
                            row.getObject("id", UUID.class),
                            new ArrayList<>(
                                Arrays.asList((String[]) row.getArray("texts").getArray()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }
}
