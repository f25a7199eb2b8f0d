package org.guichet.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What an employee has typed into an article and not saved yet; nobody else sees it. */
@ApplicationScoped
public class ArticleDrafts {
  private Jdbi jdbi;

  protected ArticleDrafts() {}

  @Inject
  public ArticleDrafts(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A draft.
   *
   * @param basedOn the version of the article that was being changed, 0 for a new one
   */
  public record ArticleDraft(String question, String answer, int basedOn, Instant savedAt)
      implements Serializable {}

  /** Keeps what was typed so far; what cannot be kept is cut off. */
  @Transactional
  public Instant save(Viewer viewer, UUID article, String question, String answer, int basedOn) {
    ArticleDesk.check(viewer);
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "insert into article_draft (article_id, person_id, question, answer, based_on, saved_at)"
                        + " values (:article, :viewer, :question, :answer, :basedOn, now())"
                        + " on conflict (article_id, person_id) do update set question = excluded.question,"
                        + " answer = excluded.answer, based_on = excluded.based_on, saved_at = excluded.saved_at"
                        + " returning saved_at")
                .bind("article", article)
                .bind("viewer", viewer.personId())
                .bind("question", storable(question, 2 * Article.LONGEST_QUESTION))
                .bind("answer", storable(answer, 5 * Article.LONGEST_ANSWER))
                .bind("basedOn", basedOn)
                .mapTo(Instant.class)
                .one());
  }

  private static String storable(String text, int longest) {
    String known = text.replace("\0", "");
    return known.length() > longest ? known.substring(0, longest) : known;
  }

  /** What the viewer has typed into that article. */
  public Optional<ArticleDraft> of(Viewer viewer, UUID article) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select question, answer, based_on, saved_at from article_draft"
                        + " where article_id = :article and person_id = :viewer")
                .bind("article", article)
                .bind("viewer", viewer.personId())
                .map(ConstructorMapper.of(ArticleDraft.class))
                .findOne());
  }

  /** Throws it away. */
  @Transactional
  public void forget(Viewer viewer, UUID article) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "delete from article_draft where article_id = :article and person_id = :viewer")
                .bind("article", article)
                .bind("viewer", viewer.personId())
                .execute());
  }
}
