package org.guichet.portal.knowledge;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.Category;
import org.guichet.knowledge.ArticleDesk;
import org.guichet.knowledge.ArticleFilter;
import org.guichet.knowledge.ArticleRow;
import org.guichet.knowledge.ArticleSearch;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.ListPlace;
import org.guichet.portal.shared.Reader;
import org.guichet.request.RequestFilter.Position;

/**
 * The articles for those who write them. What is shown is in the address: q, category, language,
 * state (published or draft).
 */
@Named
@RequestScoped
public class ArticlesPage {
  private static final int PAGE = 25;
  private static final Map<String, Boolean> STATES =
      Map.of("published", Boolean.TRUE, "draft", Boolean.FALSE);

  @Inject HttpServletRequest request;
  @Inject ArticleDesk desk;
  @Inject Catalogue catalogue;
  @Inject CurrentViewer viewer;

  private ArticleFilter filter;
  private List<Category> categories;
  private List<ArticleRow> rows = List.of();
  private boolean more;

  public void load() {
    Position after = ListPlace.parse(request.getParameter("after"));
    String text = parameter("q");
    filter =
        new ArticleFilter(
            text.substring(0, Math.min(text.length(), ArticleSearch.LONGEST)),
            parameter("category"),
            parameter("language"),
            STATES.get(parameter("state")),
            after == null ? null : new ArticleFilter.Position(after.at(), after.id()));
    List<ArticleRow> found = desk.list(viewer.get(), filter, PAGE + 1);
    more = found.size() > PAGE;
    rows = more ? found.subList(0, PAGE) : found;
    categories = catalogue.categories();
  }

  private String parameter(String name) {
    String value = request.getParameter(name);
    return value == null ? "" : value.replace("\0", "").strip();
  }

  /** The next page; empty when this is the last. */
  public String getOlder() {
    if (!more) {
      return "";
    }
    ArticleRow last = rows.get(rows.size() - 1);
    return "/articles?"
        + query()
        + "after="
        + ListPlace.of(new Position(last.changedAt(), last.id()));
  }

  private String query() {
    StringBuilder query = new StringBuilder();
    for (String name : List.of("q", "category", "language", "state")) {
      if (!parameter(name).isEmpty()) {
        query
            .append(name)
            .append('=')
            .append(URLEncoder.encode(parameter(name), StandardCharsets.UTF_8))
            .append('&');
      }
    }
    return query.toString();
  }

  /** Whether anything narrows the list. */
  public boolean isNarrowed() {
    return !query().isEmpty();
  }

  /** Whether this is not the first page. */
  public boolean isContinued() {
    return filter.after() != null;
  }

  public ArticleFilter getFilter() {
    return filter;
  }

  /** The state as it stands in the address; empty for both. */
  public String getState() {
    return STATES.containsKey(parameter("state")) ? parameter("state") : "";
  }

  public List<Category> getCategories() {
    return categories;
  }

  public List<String> getLanguages() {
    return Reader.CHOICES.get(Reader.LANGUAGE);
  }

  public List<ArticleRow> getRows() {
    return rows;
  }
}
