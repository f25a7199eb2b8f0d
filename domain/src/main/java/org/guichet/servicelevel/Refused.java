package org.guichet.servicelevel;

import java.io.Serializable;
import java.util.List;

/** What somebody wants to keep does not go together; nothing was kept. */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  /** What is wrong. */
  public enum What {
    /** Nothing is typed where something must be. */
    MISSING,
    TOO_LONG,
    /** Another calendar has that name. */
    NAME_TAKEN,
    NO_ZONE,
    NO_INTERVAL,
    /** An interval begins before the one before it has ended. */
    OVERLAP,
    NO_HOURS,
    NO_DAY,
    TWICE,
    NO_DURATION,
    NO_PERCENT,
    NO_TARGET,
    /** The answer would be due after the solution. */
    LATER_THAN_RESOLUTION,
    NO_ACTION,
    /** It is not there any more, such as a calendar that somebody removed. */
    GONE,
    /** Somebody else has changed it. */
    CHANGED,
    /** Services keep to it. */
    IN_USE
  }

  /**
   * One thing that is wrong.
   *
   * @param field what it is about, such as {@code hours-MONDAY}
   * @param value what was typed there, or what it collides with
   */
  public record Problem(String field, What what, String value) implements Serializable {}

  Refused(List<Problem> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  Refused(String field, What what, String value) {
    this(List.of(new Problem(field, what, value)));
  }

  public List<Problem> problems() {
    return problems;
  }
}
