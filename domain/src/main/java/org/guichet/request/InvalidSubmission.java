package org.guichet.request;

import java.util.Map;
import org.guichet.catalogue.Violation;

/**
 * The form cannot be accepted as it is: what is wrong, by field. Nothing was stored, nothing typed
 * is lost.
 */
public class InvalidSubmission extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Map<String, Violation> violations;

  public InvalidSubmission(Map<String, Violation> violations) {
    super("fields to mend: " + violations.keySet());
    this.violations = violations;
  }

  public Map<String, Violation> violations() {
    return violations;
  }
}
