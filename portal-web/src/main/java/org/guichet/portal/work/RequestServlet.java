package org.guichet.portal.work;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Options;
import org.guichet.request.FoundRequest;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.request.RequestSearch;

/** Requests that fit what is being typed, by number or words (lookup.js). */
@WebServlet("/find/requests")
public class RequestServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 8;
  private static final int LONGEST = 200;

  @Inject private transient RequestSearch search;
  @Inject private transient CurrentViewer viewer;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String typed = String.valueOf(request.getParameter("q")).replace("\0", "");
    String text = typed.substring(0, Math.min(typed.length(), LONGEST)).strip();
    Options options = new Options();
    if (!text.isEmpty()) {
      search
          .find(viewer.get(), RequestFilter.of(Scope.VISIBLE, false), text, MOST)
          .requests()
          .forEach(found -> options.add(found.row().number(), label(found)));
    }
    options.write(response, "");
  }

  /** The number comes first: it alone is read when the form is sent. */
  private static String label(FoundRequest found) {
    return found.row().number() + " " + found.row().subject();
  }
}
