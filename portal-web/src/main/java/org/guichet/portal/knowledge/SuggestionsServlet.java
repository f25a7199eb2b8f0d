package org.guichet.portal.knowledge;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.guichet.knowledge.ArticleLink;
import org.guichet.knowledge.ArticleSearch;
import org.guichet.portal.shared.JsonAnswer;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;

/**
 * Articles that may answer what is being typed (suggest.js): {@code /suggestions?text=…}. Outside
 * of Faces, so that it costs no view.
 */
@WebServlet("/suggestions")
public class SuggestionsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 3;

  @Inject private transient ArticleSearch search;
  @Inject private transient Reader reader;
  @Inject private transient Words words;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String text = String.valueOf(request.getParameter("text")).strip();
    List<ArticleLink> found =
        text.length() < ArticleSearch.SHORTEST
            ? List.of()
            : search.find(text, reader.getLanguage(), MOST).articles();
    JsonArrayBuilder articles = Json.createArrayBuilder();
    for (ArticleLink article : found) {
      boolean foreign = !article.language().equals(reader.getLanguage());
      articles.add(
          Json.createObjectBuilder()
              .add("question", article.question())
              .add("address", request.getContextPath() + "/article?id=" + article.id())
              .add("language", article.language())
              .add("note", foreign ? words.of("knowledge.in." + article.language()) : ""));
    }
    JsonAnswer.write(response, articles.build());
  }
}
