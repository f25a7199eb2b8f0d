package org.guichet.portal.request;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.JsonAnswer;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestColleagues;

/**
 * To whom a request can be given (offers.js): {@code /receivers?number=…&of=assignee} for people of
 * its team and nobody, {@code of=team} for teams. Nothing for who does not see it at the desk.
 */
@WebServlet("/receivers")
public class ReceiversServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient RequestColleagues colleagues;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient Words words;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean teams = "team".equals(request.getParameter("of"));
    JsonArrayBuilder offered = Json.createArrayBuilder();
    List<RequestColleagues.Named> all =
        colleagues.of(viewer.get(), String.valueOf(request.getParameter("number")));
    all.stream()
        .filter(one -> teams ? one.team() : one.member())
        .forEach(one -> offered.add(offer(one.id().toString(), one.name())));
    if (!teams && !all.isEmpty()) {
      offered.add(offer("", words.of("desk.nobody")));
    }
    JsonAnswer.write(response, offered.build());
  }

  private static JsonObjectBuilder offer(String value, String name) {
    return Json.createObjectBuilder().add("value", value).add("name", name);
  }
}
