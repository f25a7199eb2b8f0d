package org.guichet.stage;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.guichet.stage.Refused.Problem;
import org.guichet.stage.Refused.What;

/**
 * A stage of a service as a supervisor types it.
 *
 * @param id null for a new one
 * @param version that he saw
 * @param who the key of the person or the team, or the connector's; empty for managers
 * @param remind hours until who is to decide is reminded, as typed; empty for never
 */
public record StageDraft(
    String type,
    Long id,
    int version,
    String english,
    String french,
    StageKind kind,
    Decider decider,
    String who,
    String remind)
    implements Serializable {
  /** Characters of a name. */
  public static final int LONGEST_NAME = 80;

  private static final int MOST_HOURS = 24 * 90;

  /** An approval by the organization's manager, not yet named. */
  public static StageDraft empty(String type) {
    return new StageDraft(type, null, 0, "", "", StageKind.APPROVAL, Decider.MANAGER, "", "");
  }

  /**
   * Hours until the reminder; null for never.
   *
   * @throws Refused with everything that is wrong in it
   */
  Integer check() {
    List<Problem> problems = new ArrayList<>();
    checkName("english", english, problems);
    checkName("french", french, problems);
    if (decider != Decider.MANAGER && who.isEmpty()) {
      problems.add(new Problem("who", What.NO_DECIDER));
    }
    if (decider == Decider.SYSTEM && kind == StageKind.APPROVAL) {
      problems.add(new Problem("who", What.SYSTEM_APPROVES));
    }
    Integer hours = hours(problems);
    if (decider == Decider.SYSTEM && hours != null) {
      problems.add(new Problem("remind", What.SYSTEM_REMINDED));
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return hours;
  }

  private static void checkName(String field, String name, List<Problem> problems) {
    if (name.isBlank()) {
      problems.add(new Problem(field, What.MISSING));
    } else if (name.strip().length() > LONGEST_NAME) {
      problems.add(new Problem(field, What.TOO_LONG));
    }
  }

  private Integer hours(List<Problem> problems) {
    if (remind.isBlank()) {
      return null;
    }
    String typed = remind.strip();
    int hours = typed.matches("\\d{1,4}") ? Integer.parseInt(typed) : 0;
    if (hours < 1 || hours > MOST_HOURS) {
      problems.add(new Problem("remind", What.NO_HOURS));
      return null;
    }
    return hours;
  }
}
