package org.guichet.portal.knowledge;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guichet.catalogue.Category;
import org.guichet.knowledge.ArticleLink;
import org.guichet.knowledge.ArticleSearch;
import org.guichet.knowledge.Articles;
import org.guichet.portal.shared.Reader;

/** All articles by category, or those that a search finds, the best first. */
@Named
@RequestScoped
public class HelpPage {
  private static final int MOST_FOUND = 20;

  @Inject Articles articles;
  @Inject ArticleSearch search;
  @Inject Reader reader;

  private String query = "";
  private String meant;
  private List<ArticleLink> found = List.of();
  private List<Group> groups = List.of();

  /** Articles that belong together, in the company's order. */
  public record Group(Category category, List<ArticleLink> articles) {}

  public void load() {
    if (isSearched()) {
      ArticleSearch.Found answer = search.find(query, reader.getLanguage(), MOST_FOUND);
      found = answer.articles();
      meant = answer.meant();
      return;
    }
    Map<Category, List<ArticleLink>> byCategory = new LinkedHashMap<>();
    for (ArticleLink article : articles.all(reader.getLanguage())) {
      byCategory.computeIfAbsent(article.category(), key -> new ArrayList<>()).add(article);
    }
    groups =
        byCategory.entrySet().stream()
            .map(entry -> new Group(entry.getKey(), entry.getValue()))
            .toList();
  }

  public boolean isSearched() {
    return !query.isBlank();
  }

  public List<Group> getGroups() {
    return groups;
  }

  public List<ArticleLink> getFound() {
    return found;
  }

  /** What was searched for instead of what was typed; null when that was found. */
  public String getMeant() {
    return meant;
  }

  public String getQuery() {
    return query;
  }

  public void setQuery(String query) {
    this.query =
        query == null ? "" : query.substring(0, Math.min(query.length(), ArticleSearch.LONGEST));
  }
}
