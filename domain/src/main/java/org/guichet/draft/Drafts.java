package org.guichet.draft;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachments;
import org.guichet.catalogue.RequestType;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The drafts of each person, and of nobody else. */
@ApplicationScoped
public class Drafts {
  /** Most drafts that one person can have. */
  public static final int MOST_DRAFTS = 100;

  /** Most characters of all answers of a draft together. */
  public static final int MOST_CHARACTERS = 500_000;

  private static final int TITLE_LENGTH = 120;

  private Jdbi jdbi;
  private Attachments attachments;

  protected Drafts() {}

  @Inject
  public Drafts(Jdbi jdbi, Attachments attachments) {
    this.jdbi = jdbi;
    this.attachments = attachments;
  }

  /**
   * A draft as it was stored.
   *
   * @param version what the next save must name
   */
  public record Saved(int version, Instant at) {}

  /**
   * Keeps what was typed so far.
   *
   * @param typed by input of the form
   * @param known the version that the writer has seen, 0 when none; null to overwrite whatever
   *     there is
   * @throws ChangedElsewhere when another version is there, which says something else: a page that
   *     is read anew while its last save is on its way does not conflict with itself
   * @throws DraftRefused when it was sent already, is too large or one too many
   * @throws NotVisible when it is somebody else's
   */
  @Transactional
  public Saved save(
      Viewer viewer, UUID draft, RequestType type, Map<String, String> typed, Integer known) {
    return save(viewer, draft, null, type, typed, known);
  }

  /**
   * The same for somebody on the telephone; such drafts do not mix with one's own.
   *
   * @param customer for whom it is; null for oneself
   */
  @Transactional
  public Saved save(
      Viewer viewer,
      UUID draft,
      UUID customer,
      RequestType type,
      Map<String, String> typed,
      Integer known) {
    if (typed.values().stream().mapToInt(String::length).sum() > MOST_CHARACTERS) {
      throw new DraftRefused("draft.tooLarge");
    }
    return jdbi.withHandle(
        handle ->
            store(handle, viewer, draft, customer, type, typed, known)
                .orElseThrow(() -> refusal(handle, viewer, draft)));
  }

  /** One statement: it runs every few seconds for everybody who types. */
  private static Optional<Saved> store(
      Handle handle,
      Viewer viewer,
      UUID draft,
      UUID customer,
      RequestType type,
      Map<String, String> typed,
      Integer known) {
    return handle
        .createQuery(
            "insert into draft (id, person_id, customer_id, type_id, answers, title, version, saved_at)"
                + " select :draft, :viewer, :customer::uuid, :type, :answers::jsonb, :title, 1, now()"
                + " where not exists (select 1 from service_request where draft_id = :draft)"
                + " and (select count(*) from (select 1 from draft where person_id = :viewer and id <> :draft"
                + " limit :most) others) < :most"
                + " on conflict (id) do update set answers = excluded.answers, title = excluded.title,"
                + " version = draft.version + 1, saved_at = excluded.saved_at"
                + " where draft.person_id = :viewer and draft.customer_id is not distinct from excluded.customer_id"
                + " and (:known::int is null or draft.version = :known"
                + " or draft.answers = excluded.answers)"
                + " returning version, saved_at")
        .bind("draft", draft)
        .bind("viewer", viewer.personId())
        .bind("customer", customer)
        .bind("type", type.id())
        .bind("answers", JsonText.of(storable(typed)))
        .bind("title", title(type, typed))
        .bind("known", known)
        .bind("most", MOST_DRAFTS)
        .map(
            (row, context) ->
                new Saved(row.getInt("version"), row.getTimestamp("saved_at").toInstant()))
        .findOne();
  }

  private static Map<String, String> storable(Map<String, String> typed) {
    Map<String, String> storable = new HashMap<>(typed);
    storable.replaceAll((input, text) -> text.replace("\0", "")); // jsonb knows no such character
    return storable;
  }

  /** The first line that was typed. */
  private static String title(RequestType type, Map<String, String> typed) {
    String title =
        type.form().fields().stream()
            .filter(field -> !field.sensitive() && !field.kind().offersOptions())
            .map(field -> typed.getOrDefault(field.inputs().get(0), "").strip())
            .filter(text -> !text.isEmpty() && !text.equals("yes") && !text.equals("no"))
            .findFirst()
            .orElse("")
            .replaceAll("[\\s\\x00]+", " ");
    return title.codePointCount(0, title.length()) <= TITLE_LENGTH
        ? title
        : title.substring(0, title.offsetByCodePoints(0, TITLE_LENGTH - 1)) + "…";
  }

  private static RuntimeException refusal(Handle handle, Viewer viewer, UUID draft) {
    Boolean mine =
        handle
            .createQuery("select person_id = :viewer from draft where id = :draft")
            .bind("viewer", viewer.personId())
            .bind("draft", draft)
            .mapTo(Boolean.class)
            .findOne()
            .orElse(null);
    if (mine != null) {
      return mine ? new ChangedElsewhere() : new NotVisible("draft", draft.toString());
    }
    boolean sent =
        handle
            .createQuery("select exists (select 1 from service_request where draft_id = :draft)")
            .bind("draft", draft)
            .mapTo(Boolean.class)
            .one();
    return new DraftRefused(sent ? DraftRefused.SENT : "draft.tooMany");
  }

  /** The draft, if it is the viewer's for himself. */
  public Optional<Draft> find(Viewer viewer, UUID draft) {
    return find(viewer, draft, null);
  }

  /** The draft, if it is the viewer's for that customer. */
  public Optional<Draft> find(Viewer viewer, UUID draft, UUID customer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select d.id, t.key, d.answers::text as answers, d.version, d.saved_at from draft d"
                        + " join request_type t on t.id = d.type_id"
                        + " where d.id = :draft and d.person_id = :viewer and d.customer_id is not distinct from :customer::uuid")
                .bind("draft", draft)
                .bind("viewer", viewer.personId())
                .bind("customer", customer)
                .map((row, context) -> draft(row))
                .findOne());
  }

  private static Draft draft(ResultSet row) throws SQLException {
    return new Draft(
        row.getObject("id", UUID.class),
        row.getString("key"),
        JsonText.strings(row.getString("answers")),
        row.getInt("version"),
        row.getTimestamp("saved_at").toInstant());
  }

  /** What the viewer has begun for himself and not sent, last saved first. */
  public List<DraftRow> list(Viewer viewer, int limit) {
    return list(viewer, null, limit);
  }

  /** The same for that customer. */
  public List<DraftRow> list(Viewer viewer, UUID customer, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select d.id, t.key, t.name::text as name, t.icon, d.title, d.saved_at from draft d"
                        + " join request_type t on t.id = d.type_id where d.person_id = :viewer"
                        + " and d.customer_id is not distinct from :customer::uuid"
                        + " and not exists (select 1 from service_request r where r.draft_id = d.id)"
                        + " order by d.saved_at desc, d.id limit :limit")
                .bind("viewer", viewer.personId())
                .bind("customer", customer)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new DraftRow(
                            row.getObject("id", UUID.class),
                            row.getString("key"),
                            LocalizedText.parse(row.getString("name")),
                            row.getString("icon"),
                            row.getString("title"),
                            row.getTimestamp("saved_at").toInstant()))
                .list());
  }

  /** Throws a draft away, with its files; nothing happens when it is not the viewer's. */
  @Transactional
  public void discard(Viewer viewer, UUID draft) {
    forget(viewer, draft);
    attachments.discardAll(viewer, draft);
  }

  /** The draft became a request. Part of the transaction that sends it. */
  public void forget(Viewer viewer, UUID draft) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from draft where id = :draft and person_id = :viewer")
                .bind("draft", draft)
                .bind("viewer", viewer.personId())
                .execute());
  }
}
