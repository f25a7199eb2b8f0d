package org.guichet.portal.template;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.JsonAnswer;
import org.guichet.portal.shared.Words;
import org.guichet.template.FillTemplates;

/**
 * The templates as they read for a request (offers.js): {@code /templates/filled?number=…}. Asked
 * when the menu is opened, so that no page pays for it and each text is as of now.
 */
@WebServlet("/templates/filled")
public class FilledTemplatesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient FillTemplates templates;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient Words words;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonArrayBuilder offers = Json.createArrayBuilder();
    String number = String.valueOf(request.getParameter("number"));
    for (FillTemplates.Filled filled : templates.all(viewer.get(), number)) {
      offers.add(
          Json.createObjectBuilder()
              .add("value", filled.id().toString())
              .add("name", filled.name())
              .add("note", Objects.requireNonNullElse(filled.team(), words.of("templates.own")))
              .add("text", filled.text()));
    }
    JsonAnswer.write(response, offers.build());
  }
}
