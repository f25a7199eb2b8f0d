package org.guichet.decision;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.FormField;

/**
 * What somebody is to decide about, with what he needs for it.
 *
 * @param form that the request was filed with
 * @param fields what was typed but the sensitive answers, by input of the form
 */
public record Asked(Decision decision, Form form, Map<String, String> fields)
    implements Serializable {

  /** The questions that were answered, in the form's order. */
  public List<FormField> answered() {
    return form.answered(fields);
  }
}
