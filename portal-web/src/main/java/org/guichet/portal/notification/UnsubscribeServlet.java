package org.guichet.portal.notification;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.guichet.notification.NotificationChoices;
import org.guichet.notification.UnsubscribeTokens;
import org.guichet.notification.UnsubscribeTokens.Wish;

/**
 * Ends mails of some kinds for whom the link was made out, without a sign-in (RFC 8058). Mail
 * programs post here by themselves; a person who follows the link is asked first, since programs
 * that look at links follow them, too.
 */
@WebServlet("/unsubscribe")
public class UnsubscribeServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String PAGE = "/WEB-INF/unsubscribe.xhtml";

  @Inject private transient UnsubscribeTokens tokens;
  @Inject private transient NotificationChoices choices;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    show("ask", wish(request), request, response);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    Optional<Wish> wish = wish(request);
    wish.ifPresent(known -> choices.turnMailOff(known.person(), known.kinds()));
    show("done", wish, request, response);
  }

  private Optional<Wish> wish(HttpServletRequest request) {
    return tokens.read(request.getParameter("token"));
  }

  private static void show(
      String state, Optional<Wish> wish, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setHeader("Cache-Control", "no-store");
    if (wish.isEmpty()) {
      response.setStatus(HttpServletResponse.SC_GONE);
    }
    request.setAttribute("state", wish.isPresent() ? state : "gone");
    request.setAttribute("kinds", wish.map(known -> known.kinds()).orElse(null));
    request.getRequestDispatcher(PAGE).forward(request, response);
  }
}
