package org.guichet.catalogue;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.guichet.catalogue.Refused.Problem;

/**
 * A service as a supervisor types it.
 *
 * @param key its name in addresses; empty for a new one
 * @param version that he saw
 * @param category key of its category
 * @param usual how long it usually takes, in words; may be nothing
 * @param searchWords more words by which people look for it; may be nothing
 * @param icon name of a symbol, one of {@link #ICONS}
 * @param team key of the team that serves it
 * @param priority of a new request, such as NORMAL
 * @param offered whether customers see it, once it has a form
 */
public record ServiceDraft(
    String key,
    int version,
    String category,
    TwoLanguages name,
    TwoLanguages summary,
    TwoLanguages usual,
    TwoLanguages searchWords,
    String icon,
    String team,
    String priority,
    boolean offered)
    implements Serializable {
  /** The symbols that a service may have. */
  public static final List<String> ICONS =
      List.of(
          "laptop", "screen", "printer", "wifi", "key", "lock", "users", "user", "receipt", "card",
          "file", "folder", "truck", "cal", "chat", "mail", "gear", "shield", "help", "work",
          "right");

  static final List<String> PRIORITIES = List.of("LOW", "NORMAL", "HIGH", "URGENT");

  private static final int LONGEST_NAME = 80;
  private static final int LONGEST_TEXT = 200;
  private static final int LONGEST_WORDS = 400;

  /** Nothing typed yet. */
  public static final ServiceDraft EMPTY =
      new ServiceDraft(
          "",
          0,
          "",
          TwoLanguages.NOTHING,
          TwoLanguages.NOTHING,
          TwoLanguages.NOTHING,
          TwoLanguages.NOTHING,
          ICONS.get(0),
          "",
          "NORMAL",
          true);

  /**
   * @throws Refused with everything that is wrong in it
   */
  void check() {
    List<Problem> problems = new ArrayList<>();
    name.check("name", true, LONGEST_NAME, problems);
    summary.check("summary", true, LONGEST_TEXT, problems);
    usual.check("usual", false, LONGEST_NAME, problems);
    searchWords.check("words", false, LONGEST_WORDS, problems);
    require(!category.isEmpty(), "category", problems);
    require(!team.isEmpty(), "team", problems);
    require(icon != null && ICONS.contains(icon), "icon", problems);
    require(PRIORITIES.contains(priority), "priority", problems);
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
  }

  private static void require(boolean holds, String field, List<Problem> problems) {
    if (!holds) {
      problems.add(new Problem(field, Refused.What.MISSING));
    }
  }
}
