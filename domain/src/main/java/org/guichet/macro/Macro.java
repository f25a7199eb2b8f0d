package org.guichet.macro;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestTags;
import org.guichet.template.Refused;
import org.guichet.template.Refused.Problem;
import org.guichet.template.Refused.What;
import org.guichet.template.ReplyTemplate;

/**
 * What is done to a request under one name. What is null, or empty, is left as it is.
 *
 * @param id null for one that is not kept yet
 * @param version as it was read
 * @param team whose it is; null for one's own
 * @param teamName null for one's own
 * @param toPerson whom, for {@link Assign#PERSON}
 * @param toTeam which team, for {@link Assign#TEAM}
 * @param tags to put on
 * @param say how the template's text is said
 * @param template key of what is said
 */
public record Macro(
    UUID id,
    int version,
    String name,
    UUID team,
    String teamName,
    RequestStatus status,
    Priority priority,
    Assign assign,
    UUID toPerson,
    UUID toTeam,
    List<String> tags,
    Say say,
    UUID template)
    implements Serializable {
  /** Tags of one macro. */
  public static final int MOST_TAGS = 10;

  /** To whom the request is given. */
  public enum Assign {
    /** Who uses the macro. */
    ME,
    NOBODY,
    PERSON,
    /** Another team, nobody in it yet. */
    TEAM
  }

  /** Who reads what is said. */
  public enum Say {
    /** Everybody who sees the request. */
    REPLY,
    /** Staff alone. */
    NOTE
  }

  /**
   * The same as it is kept: clean tags, and nothing that its choices do not need.
   *
   * @throws Refused with everything that is wrong
   */
  Macro checked() {
    List<Problem> problems = new ArrayList<>();
    ReplyTemplate.checkName(name.strip(), problems);
    List<String> clean = clean(problems);
    requireValue("to-person", assign == Assign.PERSON && toPerson == null, problems);
    requireValue("to-team", assign == Assign.TEAM && toTeam == null, problems);
    requireValue("template", say != null && template == null, problems);
    boolean idle = status == null && priority == null && assign == null && say == null;
    if (idle && tags.isEmpty()) {
      problems.add(new Problem("", What.NO_ACTION, ""));
    }
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return new Macro(
        id,
        version,
        name.strip(),
        team,
        teamName,
        status,
        priority,
        assign,
        assign == Assign.PERSON ? toPerson : null,
        assign == Assign.TEAM ? toTeam : null,
        clean,
        say,
        say == null ? null : template);
  }

  private List<String> clean(List<Problem> problems) {
    List<String> clean = new ArrayList<>();
    for (String tag : tags) {
      RequestTags.clean(tag)
          .ifPresentOrElse(
              clean::add, () -> problems.add(new Problem("tags", What.NO_TAG, tag.strip())));
    }
    if (tags.size() > MOST_TAGS) {
      problems.add(new Problem("tags", What.TOO_LONG, Integer.toString(MOST_TAGS)));
    }
    return clean.stream().distinct().toList();
  }

  private static void requireValue(String field, boolean missing, List<Problem> problems) {
    if (missing) {
      problems.add(new Problem(field, What.MISSING, ""));
    }
  }
}
