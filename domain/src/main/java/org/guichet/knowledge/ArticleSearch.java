package org.guichet.knowledge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.guichet.request.WordSuggestions;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds published articles by what somebody asks in his own words: those that have all of them,
 * else those whose question has most; accents, endings and a mistyped word do not matter. All
 * languages are searched, whichever the reader reads.
 */
@ApplicationScoped
public class ArticleSearch {
  /** Characters of a search; more are cut off. */
  public static final int LONGEST = 200;

  /** Characters from which on something can be suggested. */
  public static final int SHORTEST = 3;

  private static final String FIND =
      """
      with asked as (select search_query(:text, '') as every, article_query(:text, '') as some,
          article_query(:text, 'A') as in_question),
      found as (
        select a.topic_id, bool_or(a.words @@ q.every) as has_all,
          max(ts_rank('{0.05, 0.1, 0.3, 1}', a.words, q.some)) as rank
        from asked q join article a on a.words @@ q.every or a.words @@ q.in_question
        where a.published_at is not null group by a.topic_id)
      %s from found f cross join lateral (
          select * from article o where o.topic_id = f.topic_id and o.published_at is not null
          order by o.language = :language desc, o.language limit 1) a
        join service_category c on c.key = a.category_key
      where f.has_all or not exists (select 1 from found whole where whole.has_all)
      order by f.rank desc, a.helpful - a.unhelpful desc, a.id limit :limit
      """
          .formatted(Articles.LINK);

  private Jdbi jdbi;

  protected ArticleSearch() {}

  @Inject
  public ArticleSearch(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What was found.
   *
   * @param meant the text that was searched for instead, when the one typed finds nothing; else
   *     null
   */
  public record Found(List<ArticleLink> articles, String meant) {}

  /** The articles that fit, the best first. */
  public Found find(String text, String language, int limit) {
    String typed = text.replace('\0', ' ').strip();
    typed = typed.length() > LONGEST ? typed.substring(0, LONGEST) : typed;
    if (typed.isEmpty()) {
      return new Found(List.of(), null);
    }
    List<ArticleLink> found = words(typed, language, limit);
    if (!found.isEmpty()) {
      return new Found(found, null);
    }
    String meant = new WordSuggestions(jdbi, "article_word").instead(typed);
    List<ArticleLink> instead = meant == null ? List.of() : words(meant, language, limit);
    // Words of articles that are not published must not be told: only what is found may show one.
    return new Found(instead, instead.isEmpty() ? null : meant);
  }

  private List<ArticleLink> words(String text, String language, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND)
                .bind("text", text)
                .bind("language", language)
                .bind("limit", limit)
                .map((row, context) -> Articles.link(row))
                .list());
  }
}
