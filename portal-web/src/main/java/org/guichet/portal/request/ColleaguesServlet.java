package org.guichet.portal.request;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.JsonAnswer;
import org.guichet.request.RequestColleagues;

/**
 * Names of those whom a note about a request may call (mention.js): {@code /colleagues?number=…}.
 */
@WebServlet("/colleagues")
public class ColleaguesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient RequestColleagues colleagues;
  @Inject private transient CurrentViewer viewer;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonArrayBuilder names = Json.createArrayBuilder();
    colleagues.of(viewer.get(), String.valueOf(request.getParameter("number"))).stream()
        .filter(one -> !one.team() && !one.id().equals(viewer.get().personId()))
        .map(RequestColleagues.Named::name)
        .distinct()
        .forEach(names::add);
    JsonAnswer.write(response, names.build());
  }
}
