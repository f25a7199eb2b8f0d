package org.guichet.template;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.guichet.template.Refused.Problem;
import org.guichet.template.Refused.What;

/**
 * A text under a name.
 *
 * @param id null for one that is not kept yet
 * @param version as it was read
 * @param english empty when there is none
 * @param french empty when there is none
 * @param team whose it is; null for one's own
 * @param teamName null for one's own
 */
public record ReplyTemplate(
    UUID id, int version, String name, String english, String french, UUID team, String teamName)
    implements Serializable {
  /** Characters of a name. */
  public static final int LONGEST_NAME = 80;

  /** Characters of a text. */
  public static final int LONGEST_TEXT = 10_000;

  /** The text in that language, else the one there is. */
  public String in(Locale locale) {
    boolean inFrench = locale.getLanguage().equals("fr");
    String text = inFrench ? french : english;
    return text.isEmpty() ? (inFrench ? english : french) : text;
  }

  /** The same without blanks around. */
  ReplyTemplate stripped() {
    return new ReplyTemplate(
        id, version, name.strip(), english.strip(), french.strip(), team, teamName);
  }

  /**
   * Looks whether it can be kept.
   *
   * @throws Refused with everything that is wrong
   */
  void check() {
    List<Problem> problems = new ArrayList<>();
    checkName(name, problems);
    if (english.isEmpty() && french.isEmpty()) {
      problems.add(new Problem("text", What.MISSING, ""));
    }
    checkText("english", english, problems);
    checkText("french", french, problems);
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
  }

  /** What is wrong with a name; also macros have one. */
  public static void checkName(String name, List<Problem> problems) {
    if (name.isEmpty()) {
      problems.add(new Problem("name", What.MISSING, ""));
    } else if (name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
      problems.add(new Problem("name", What.TOO_LONG, Integer.toString(LONGEST_NAME)));
    }
  }

  private static void checkText(String field, String text, List<Problem> problems) {
    if (text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
      problems.add(new Problem(field, What.TOO_LONG, Integer.toString(LONGEST_TEXT)));
    }
    Placeholder.unknown(text)
        .forEach(place -> problems.add(new Problem(field, What.UNKNOWN_PLACE, place)));
  }
}
