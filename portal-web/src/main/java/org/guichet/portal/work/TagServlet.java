package org.guichet.portal.work;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Options;
import org.guichet.request.RequestTags;

/** Tags that begin like what is being typed (lookup.js). */
@WebServlet("/find/tags")
public class TagServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int MOST = 10;

  @Inject private transient RequestTags tags;
  @Inject private transient CurrentViewer viewer;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Options options = new Options();
    tags.known(viewer.get(), String.valueOf(request.getParameter("q")), MOST)
        .forEach(tag -> options.add(tag, tag));
    options.write(response, "");
  }
}
