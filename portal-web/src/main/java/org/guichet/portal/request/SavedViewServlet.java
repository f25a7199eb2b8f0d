package org.guichet.portal.request;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.request.SavedViews;

/**
 * Keeps the shown filter under a name, or forgets one, and goes back to the list. A plain form: the
 * list needs no view state, which would be kept in every session that looks at it.
 */
@WebServlet("/views")
public class SavedViewServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient SavedViews views;
  @Inject private transient CurrentViewer viewer;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String query = ListAddress.read(request::getParameter).query();
    String forgotten = request.getParameter("forget");
    boolean done = true;
    if (forgotten == null) {
      done = views.save(viewer.get(), SavedViews.Of.REQUESTS, request.getParameter("name"), query);
    } else {
      forget(forgotten);
    }
    response.sendRedirect(
        request.getContextPath() + "/requests?" + query + (done ? "" : "&saved=no"));
  }

  private void forget(String id) {
    try {
      views.forget(viewer.get(), UUID.fromString(id));
    } catch (IllegalArgumentException notOurs) {
      log("not the key of a view: it was not sent by our page");
    }
  }
}
