package org.guichet.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.catalogue.Category;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Jdbi;

/** Articles for reading: in the reader's language, or in another one when there is none in it. */
@ApplicationScoped
public class Articles {
  /** Articles that one page lists. */
  private static final int MOST = 300;

  /** Of each topic the article to show: the reader's language first. */
  private static final String BEST_OF_TOPIC =
      "a.published_at is not null and not exists (select 1 from article o where o.topic_id = a.topic_id"
          + " and o.published_at is not null and o.id <> a.id and a.language <> :language"
          + " and (o.language = :language or o.language < a.language))";

  static final String LINK =
      "select a.id, a.language, a.question, c.key as category, c.name::text as category_name";

  private Jdbi jdbi;

  protected Articles() {}

  @Inject
  public Articles(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Everything published, by category, in the company's order. */
  public List<ArticleLink> all(String language) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    LINK
                        + " from article a join service_category c on c.key = a.category_key where "
                        + BEST_OF_TOPIC
                        + " order by c.position, c.key, a.helpful - a.unhelpful desc, a.question, a.id limit :most")
                .bind("language", language)
                .bind("most", MOST)
                .map((row, context) -> link(row))
                .list());
  }

  /** What helped most people; articles in the reader's language first. */
  public List<ArticleLink> best(String language, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    LINK
                        + " from article a join service_category c on c.key = a.category_key where "
                        + BEST_OF_TOPIC
                        + " order by a.language = :language desc, a.helpful - a.unhelpful desc, a.id limit :limit")
                .bind("language", language)
                .bind("limit", limit)
                .map((row, context) -> link(row))
                .list());
  }

  /**
   * The article, or the one of the same topic in the reader's language. Employees also see what is
   * not published.
   *
   * @throws NotVisible when there is none, or none that he may read
   */
  public ArticleView view(Viewer viewer, UUID id, String language) {
    String readable = viewer.isStaff() ? "true" : "a.published_at is not null";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select a.id, a.language, a.question, a.answer, a.published_at is not null as published, a.changed_at,"
                        + " a.helpful, a.unhelpful, c.key as category, c.name::text as category_name, v.helpful as vote"
                        + " from article asked join article a on a.topic_id = asked.topic_id"
                        + " join service_category c on c.key = a.category_key"
                        + " left join article_vote v on v.article_id = a.id and v.person_id = :viewer"
                        + " where asked.id = :id and "
                        + readable
                        + " and (asked.published_at is not null or a.id = asked.id)"
                        + " order by (a.language = :language and a.published_at is not null) desc, a.id = asked.id desc,"
                        + " a.published_at is null, a.language limit 1")
                .bind("viewer", viewer.personId())
                .bind("id", id)
                .bind("language", language)
                .map((row, context) -> view(row))
                .findOne()
                .orElseThrow(() -> new NotVisible("article", id.toString())));
  }

  private static ArticleView view(ResultSet row) throws SQLException {
    return new ArticleView(
        row.getObject("id", UUID.class),
        row.getString("language"),
        category(row),
        row.getString("question"),
        row.getString("answer"),
        row.getBoolean("published"),
        row.getTimestamp("changed_at").toInstant(),
        row.getInt("helpful"),
        row.getInt("unhelpful"),
        row.getObject("vote", Boolean.class));
  }

  static ArticleLink link(ResultSet row) throws SQLException {
    return new ArticleLink(
        row.getObject("id", UUID.class),
        row.getString("language"),
        category(row),
        row.getString("question"));
  }

  static Category category(ResultSet row) throws SQLException {
    return new Category(
        row.getString("category"), LocalizedText.parse(row.getString("category_name")));
  }
}
