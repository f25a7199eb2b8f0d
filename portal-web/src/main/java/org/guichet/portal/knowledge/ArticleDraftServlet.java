package org.guichet.portal.knowledge;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import org.guichet.knowledge.ArticleDrafts;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Words;

/**
 * Keeps an article while it is typed (article.js), outside of the page's view: an ended session
 * does not throw the writer out in mid-sentence. It answers with when it was kept, in the reader's
 * words.
 */
@WebServlet("/drafts/article")
public class ArticleDraftServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient ArticleDrafts drafts;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient Words words;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setCharacterEncoding("UTF-8");
    String version = String.valueOf(request.getParameter("version"));
    Instant at =
        drafts.save(
            viewer.get(),
            ArticlePage.key(request.getParameter("id")),
            Objects.requireNonNullElse(request.getParameter("question"), ""),
            Objects.requireNonNullElse(request.getParameter("answer"), ""),
            version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(words.of("knowledge.draft.saved", words.clock(at)));
  }
}
