package org.guichet.rule;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.guichet.request.RequestTags;
import org.guichet.rule.Refused.Problem;
import org.guichet.rule.Refused.What;

/**
 * A rule as a supervisor types it; what is empty is no condition, or not done.
 *
 * @param id null for a new one
 * @param version that he saw
 * @param words with commas between them
 * @param assign how and to whom, such as {@code ROUND_ROBIN:} and the key of a team
 */
public record RuleDraft(
    Long id,
    int version,
    String name,
    String event,
    boolean active,
    boolean stopAfter,
    String service,
    String organization,
    String words,
    String ifPriority,
    String ifStatus,
    String ifTag,
    String channel,
    String assign,
    String setPriority,
    String setStatus,
    String addTag,
    String tell,
    String flow)
    implements Serializable {
  /** Characters of a name. */
  public static final int LONGEST_NAME = 80;

  private static final int LONGEST_WORDS = 400;

  /** One for new requests that does nothing yet. */
  public static RuleDraft empty() {
    String event = RuleEvent.SUBMITTED.type();
    return new RuleDraft(
        null, 0, "", event, true, false, "", "", "", "", "", "", "", "", "", "", "", "", "");
  }

  /**
   * Looks at it before it is kept.
   *
   * @throws Refused with everything that is wrong in it
   */
  void check() {
    List<Problem> problems = new ArrayList<>();
    if (name.isBlank()) {
      problems.add(new Problem("name", What.MISSING));
    } else if (name.strip().length() > LONGEST_NAME) {
      problems.add(new Problem("name", What.TOO_LONG));
    }
    if (words.length() > LONGEST_WORDS) {
      problems.add(new Problem("words", What.TOO_LONG));
    }
    checkTag("ifTag", ifTag, problems);
    checkTag("addTag", addTag, problems);
    if (Stream.of(assign, setPriority, setStatus, addTag, tell, flow).allMatch(String::isBlank)) {
      problems.add(new Problem("actions", What.NO_ACTION));
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
  }

  private static void checkTag(String field, String tag, List<Problem> problems) {
    if (!tag.isBlank() && RequestTags.clean(tag).isEmpty()) {
      problems.add(new Problem(field, What.NO_TAG));
    }
  }

  /** Its words one by one. */
  List<String> wordList() {
    return Arrays.stream(words.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }

  /** How it assigns; null for not at all. */
  Assign how() {
    return assign.isEmpty() ? null : Assign.valueOf(assign.substring(0, assign.indexOf(':')));
  }

  /** The person or the team that it assigns to. */
  UUID to() {
    return UUID.fromString(assign.substring(assign.indexOf(':') + 1));
  }

  static String orNull(String text) {
    return text.isBlank() ? null : text;
  }

  static UUID key(String text) {
    return text.isBlank() ? null : UUID.fromString(text);
  }
}
