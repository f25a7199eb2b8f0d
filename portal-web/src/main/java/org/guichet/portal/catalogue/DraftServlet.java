package org.guichet.portal.catalogue;

import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.FormField;
import org.guichet.catalogue.RequestType;
import org.guichet.catalogue.Violation;
import org.guichet.draft.ChangedElsewhere;
import org.guichet.draft.DraftRefused;
import org.guichet.draft.Drafts;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.customer.WhoAsks;
import org.guichet.portal.shared.JsonAnswer;
import org.guichet.portal.shared.Words;

/**
 * Saves a form while it is being written (form.js), outside of Faces: no view is restored for it.
 * Its answer also says what is wrong with what was typed so far, by the rules that decide when it
 * is sent.
 */
@WebServlet("/drafts")
public class DraftServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String OVERWRITE = "mine";

  @Inject private transient Catalogue catalogue;
  @Inject private transient Drafts drafts;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient WhoAsks whoAsks;
  @Inject private transient TypedAnswers answers;
  @Inject private transient AnswerWords answerWords;
  @Inject private transient Words words;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RequestType type = catalogue.find(String.valueOf(request.getParameter("type")));
    String customer = request.getParameter("customer");
    Viewer asker = whoAsks.of(customer, type.key());
    Map<String, String> typed = answers.of(type.form(), new HashMap<>(), asker);
    try {
      Drafts.Saved saved =
          drafts.save(
              viewer.get(), draft(request), WhoAsks.keyOf(customer), type, typed, known(request));
      answer(
          response,
          HttpServletResponse.SC_OK,
          Json.createObjectBuilder()
              .add("version", saved.version())
              .add("says", words.of("draft.saved", words.clock(saved.at())))
              .add("problems", problems(type, typed)));
    } catch (ChangedElsewhere e) {
      answer(response, HttpServletResponse.SC_CONFLICT, Json.createObjectBuilder());
    } catch (DraftRefused e) {
      answer(
          response,
          HttpServletResponse.SC_OK, // not the browser's mistake: it would say so in its console
          Json.createObjectBuilder().add("says", words.of(e.key())));
    }
  }

  /** What is wrong with what was typed; what is still missing is not wrong yet. */
  private JsonObject problems(RequestType type, Map<String, String> typed) {
    JsonObjectBuilder problems = Json.createObjectBuilder();
    Map<String, Violation> violations = type.form().violations(typed, 0);
    for (FormField field : type.form().fields()) {
      for (String input : field.inputs()) {
        if (typed.containsKey(input) && violations.containsKey(input)) {
          problems.add(input, answerWords.problem(field, violations.get(input)));
        }
      }
    }
    return problems.build();
  }

  private static UUID draft(HttpServletRequest request) {
    try {
      return UUID.fromString(String.valueOf(request.getParameter("draft")));
    } catch (IllegalArgumentException notOurs) {
      throw new NotVisible("draft", request.getParameter("draft"));
    }
  }

  /** The version that the window has seen; null when its writer wants his own in any case. */
  private static Integer known(HttpServletRequest request) {
    String version = String.valueOf(request.getParameter("version"));
    if (version.equals(OVERWRITE)) {
      return null;
    }
    return version.matches("\\d{1,9}") ? Integer.valueOf(version) : 0;
  }

  private static void answer(HttpServletResponse response, int status, JsonObjectBuilder json)
      throws IOException {
    response.setStatus(status);
    JsonAnswer.write(response, json.build());
  }
}
