package org.guichet.portal.catalogue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.guichet.access.Viewer;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.FormField;
import org.guichet.inquiry.Lookups;

/**
 * What the browser sends of a form: plain inputs named {@code q-<input>}, so that pages and the
 * autosave read the same. Inputs of several choices send a value each; they become lines.
 */
@RequestScoped
public class TypedAnswers {
  private static final String PREFIX = "q-";

  /** Sent along whenever the questions are on the page: an unticked box sends nothing itself. */
  private static final String ASKED = "asked";

  /** The value of "No answer" and "Please choose": Facelets writes no empty attribute. */
  private static final String NO_ANSWER = "-";

  private final HttpServletRequest request;
  private final Lookups lookups;

  protected TypedAnswers() {
    this(null, null); // for the proxy
  }

  @Inject
  public TypedAnswers(HttpServletRequest request, Lookups lookups) {
    this.request = request;
    this.lookups = lookups;
  }

  /**
   * What was typed, by input; what was typed before when the questions are not on the page.
   *
   * @param asker whose request it will be: what company systems offer is offered to him
   */
  public Map<String, String> of(Form form, Map<String, String> before, Viewer asker) {
    if (request.getParameter(ASKED) == null) {
      return before;
    }
    Map<String, String> typed = new HashMap<>();
    for (FormField field : form.fields()) {
      for (String input : field.inputs()) {
        String[] values = request.getParameterValues(PREFIX + input);
        if (values != null && !isLeftOut(field, values)) {
          typed.put(input, String.join("\n", values));
        }
      }
    }
    typed.values().removeIf(String::isEmpty);
    return lookups.resolve(asker, form, typed);
  }

  private static boolean isLeftOut(FormField field, String[] values) {
    return (field.kind() == FieldKind.CHOICE || field.kind() == FieldKind.YES_NO)
        && values[0].equals(NO_ANSWER);
  }
}
