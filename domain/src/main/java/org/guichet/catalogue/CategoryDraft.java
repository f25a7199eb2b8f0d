package org.guichet.catalogue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.guichet.catalogue.Refused.Problem;

/**
 * A category of the catalogue as a supervisor types it.
 *
 * @param key empty for a new one
 * @param version that he saw
 */
public record CategoryDraft(String key, int version, TwoLanguages name) implements Serializable {
  private static final int LONGEST_NAME = 60;

  /** Nothing typed yet. */
  public static final CategoryDraft EMPTY = new CategoryDraft("", 0, TwoLanguages.NOTHING);

  /**
   * @throws Refused with everything that is wrong in it
   */
  void check() {
    List<Problem> problems = new ArrayList<>();
    name.check("category-name", true, LONGEST_NAME, problems);
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
  }
}
