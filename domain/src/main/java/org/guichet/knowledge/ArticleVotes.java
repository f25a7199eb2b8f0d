package org.guichet.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;

/** Whether an article helped: one word of each person, who may change it. */
@ApplicationScoped
public class ArticleVotes {
  private Jdbi jdbi;

  protected ArticleVotes() {}

  @Inject
  public ArticleVotes(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Says whether it helped, or says it anew.
   *
   * @throws NotVisible when there is no such published article
   */
  @Transactional
  public void vote(Viewer viewer, UUID article, boolean helpful) {
    // The article's row first: two votes of one person at once are counted one after the other.
    int counted =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select 1 from article where id = :id and published_at is not null for update")
                    .bind("id", article)
                    .mapTo(Integer.class)
                    .findOne()
                    .map(
                        there ->
                            handle
                                .createUpdate(
                                    "with before as (select helpful from article_vote where article_id = :id and person_id = :viewer),"
                                        + " told as (insert into article_vote values (:id, :viewer, :helpful, now())"
                                        + " on conflict (article_id, person_id) do update set helpful = excluded.helpful, voted_at = now())"
                                        + " update article set helpful = helpful + :helpful::int - (select count(*) from before where helpful),"
                                        + " unhelpful = unhelpful + (not :helpful)::int - (select count(*) from before where not helpful)"
                                        + " where id = :id")
                                .bind("id", article)
                                .bind("viewer", viewer.personId())
                                .bind("helpful", helpful)
                                .execute())
                    .orElse(0));
    if (counted == 0) {
      throw new NotVisible("article", article.toString());
    }
  }
}
