package org.guichet.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Where employees write articles, publish them and take them back. */
@ApplicationScoped
public class ArticleDesk {
  private static final String ARTICLE =
      "select a.id, a.topic_id, a.language, a.category_key, a.question, a.answer, a.published_at is not null as published,"
          + " a.version, p.name as changed_by, a.changed_at from article a left join person p on p.id = a.changed_by";

  private Jdbi jdbi;
  private AuditTrail audit;

  protected ArticleDesk() {}

  @Inject
  public ArticleDesk(Jdbi jdbi, AuditTrail audit) {
    this.jdbi = jdbi;
    this.audit = audit;
  }

  /** Articles that the filter lets through, last changed first. */
  public List<ArticleRow> list(Viewer viewer, ArticleFilter filter, int limit) {
    check(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select a.id, a.language, a.question, a.published_at is not null as published, p.name as changed_by,"
                        + " a.changed_at, a.helpful, a.unhelpful, c.key as category, c.name::text as category_name"
                        + " from article a join service_category c on c.key = a.category_key"
                        + " left join person p on p.id = a.changed_by where true"
                        + conditions(filter)
                        + " order by a.changed_at desc, a.id desc limit :limit")
                .bind("text", filter.text())
                .bind("category", filter.category())
                .bind("language", filter.language())
                .bind("published", filter.published())
                .bind("afterTime", filter.after() == null ? null : filter.after().at())
                .bind("afterId", filter.after() == null ? null : filter.after().id())
                .bind("limit", limit)
                .map((row, context) -> row(row))
                .list());
  }

  private static String conditions(ArticleFilter filter) {
    return (filter.text().isEmpty() ? "" : " and a.words @@ search_query(:text, '')")
        + (filter.category().isEmpty() ? "" : " and a.category_key = :category")
        + (filter.language().isEmpty() ? "" : " and a.language = :language")
        + (filter.published() == null ? "" : " and (a.published_at is not null) = :published")
        + (filter.after() == null ? "" : " and (a.changed_at, a.id) < (:afterTime, :afterId)");
  }

  private static ArticleRow row(ResultSet row) throws SQLException {
    return new ArticleRow(
        row.getObject("id", UUID.class),
        row.getString("language"),
        Articles.category(row),
        row.getString("question"),
        row.getBoolean("published"),
        row.getString("changed_by"),
        row.getTimestamp("changed_at").toInstant(),
        row.getInt("helpful"),
        row.getInt("unhelpful"));
  }

  /** The article; empty when it was not saved yet. */
  public Optional<Article> find(Viewer viewer, UUID id) {
    check(viewer);
    return jdbi.withHandle(handle -> find(handle, id, ""));
  }

  /** All articles of a topic, one for each language. */
  public List<Article> ofTopic(Viewer viewer, UUID topic) {
    check(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ARTICLE + " where a.topic_id = :topic order by a.language")
                .bind("topic", topic)
                .map((row, context) -> article(row))
                .list());
  }

  private static Optional<Article> find(Handle handle, UUID id, String lock) {
    return handle
        .createQuery(ARTICLE + " where a.id = :id" + lock)
        .bind("id", id)
        .map((row, context) -> article(row))
        .findOne();
  }

  private static Article article(ResultSet row) throws SQLException {
    return new Article(
        row.getObject("id", UUID.class),
        row.getObject("topic_id", UUID.class),
        row.getString("language"),
        row.getString("category_key"),
        row.getString("question"),
        row.getString("answer"),
        row.getBoolean("published"),
        row.getInt("version"),
        row.getString("changed_by"),
        row.getTimestamp("changed_at").toInstant());
  }

  /**
   * Keeps what was written; the writer's draft of it is done with.
   *
   * @param id given by the writer's page, so that a second click does not make a second article
   * @param known the version that the writer has seen, 0 for a new one; null to overwrite whatever
   *     there is
   * @param published whether customers read it from now on
   * @return the article's new version
   * @throws ArticleChanged when another version is there
   * @throws ArticleExists when the topic has another article in that language
   * @throws IllegalArgumentException when the question or the answer is missing or too long
   */
  @Transactional
  public int save(Viewer viewer, UUID id, ArticleText text, Integer known, boolean published) {
    check(viewer);
    if (!text.isComplete()) {
      throw new IllegalArgumentException("an article has a question and an answer of some length");
    }
    return jdbi.withHandle(
        handle -> {
          Optional<Article> before = find(handle, id, " for update of a");
          checkVersion(before, known);
          if (isTaken(handle, id, text)) {
            throw new ArticleExists();
          }
          int version = store(handle, viewer, id, text, published);
          new ArticleDrafts(jdbi).forget(viewer, id);
          tell(viewer, id, text, action(before, published), version);
          return version;
        });
  }

  private static void checkVersion(Optional<Article> before, Integer known) {
    if (known == null) {
      return;
    }
    before
        .filter(current -> current.version() != known)
        .ifPresent(
            current -> {
              throw new ArticleChanged(current);
            });
  }

  private static boolean isTaken(Handle handle, UUID id, ArticleText text) {
    return handle
        .createQuery(
            "select exists (select 1 from article where topic_id = :topic and language = :language and id <> :id)")
        .bind("topic", text.topic())
        .bind("language", text.language())
        .bind("id", id)
        .mapTo(Boolean.class)
        .one();
  }

  private static int store(
      Handle handle, Viewer viewer, UUID id, ArticleText text, boolean published) {
    return handle
        .createQuery(
            "insert into article as a (id, topic_id, language, category_key, question, answer, published_at, changed_by,"
                + " changed_at) values (:id, :topic, :language, :category, :question, :answer,"
                + " case when :published then now() end, :viewer, now())"
                + " on conflict (id) do update set language = excluded.language, category_key = excluded.category_key,"
                + " question = excluded.question, answer = excluded.answer, changed_by = excluded.changed_by,"
                + " changed_at = excluded.changed_at, version = a.version + 1,"
                + " published_at = case when :published then coalesce(a.published_at, excluded.published_at) end"
                + " returning version")
        .bindMethods(text)
        .bind("id", id)
        .bind("published", published)
        .bind("viewer", viewer.personId())
        .mapTo(Integer.class)
        .one();
  }

  private static String action(Optional<Article> before, boolean published) {
    boolean wasPublished = before.map(Article::published).orElse(false);
    if (published == wasPublished) {
      return "article.written";
    }
    return published ? "article.published" : "article.withdrawn";
  }

  private void tell(Viewer viewer, UUID id, ArticleText text, String action, int version) {
    audit.record(
        viewer,
        action,
        "article",
        id.toString(),
        Json.createObjectBuilder()
            .add("version", version)
            .add("language", text.language())
            .add("category", text.category())
            .build());
  }

  /** Articles are for those who work with customers. */
  static void check(Viewer viewer) {
    if (!viewer.isStaff()) {
      throw new NotAllowed("write articles");
    }
  }

  /** The article that must be there. */
  public Article get(Viewer viewer, UUID id) {
    return find(viewer, id).orElseThrow(() -> new NotVisible("article", id.toString()));
  }
}
