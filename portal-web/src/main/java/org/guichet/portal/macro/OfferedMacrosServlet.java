package org.guichet.portal.macro;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.guichet.macro.Macro;
import org.guichet.macro.Macros;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.JsonAnswer;
import org.guichet.portal.shared.Words;

/** The macros that the viewer may use (offers.js), asked when a menu of them is opened. */
@WebServlet("/macros/offered")
public class OfferedMacrosServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Macros macros;
  @Inject private transient MacroWords macroWords;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient Words words;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    JsonArrayBuilder offers = Json.createArrayBuilder();
    for (Macro macro : macros.all(viewer.get())) {
      offers.add(
          Json.createObjectBuilder()
              .add("value", macro.id().toString())
              .add("name", macro.name())
              .add("note", Objects.requireNonNullElse(macro.teamName(), words.of("templates.own")))
              .add("text", macroWords.summary(macro)));
    }
    JsonAnswer.write(response, offers.build());
  }
}
