package org.guichet.portal.knowledge;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.guichet.knowledge.ArticleVotes;
import org.guichet.portal.access.CurrentViewer;

/** Takes the answer to "Did this help?", and goes back to the article. */
@WebServlet("/votes")
public class ArticleVoteServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient ArticleVotes votes;
  @Inject private transient CurrentViewer viewer;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    UUID article = ArticlePage.key(request.getParameter("article"));
    votes.vote(viewer.get(), article, "yes".equals(request.getParameter("helpful")));
    response.sendRedirect(request.getContextPath() + "/article?id=" + article + "&voted=1#helpful");
  }
}
