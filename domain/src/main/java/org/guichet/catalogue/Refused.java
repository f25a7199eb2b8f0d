package org.guichet.catalogue;

import java.io.Serializable;
import java.util.List;

/** What a supervisor typed about the catalogue cannot be kept so; nothing was kept. */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  /** What is wrong. */
  public enum What {
    MISSING,
    TOO_LONG,
    /** A character that cannot be kept. */
    UNREADABLE,
    /** A text in one language only. */
    ONE_LANGUAGE,
    /** What was chosen is not there, or not any more. */
    GONE,
    NO_NUMBER,
    NO_LIMIT,
    /** The smallest is greater than the greatest. */
    NOTHING_BETWEEN,
    NO_PATTERN,
    NO_CURRENCY,
    TOO_FEW_OPTIONS,
    SAME_OPTION,
    /** A condition without an answer. */
    NO_ANSWER,
    TOO_MANY,
    /** A category in which services or articles stand. */
    IN_USE,
    /** Somebody else has changed it. */
    CHANGED
  }

  /**
   * One thing that is wrong.
   *
   * @param field of the draft; empty for the whole
   */
  public record Problem(String field, What what) implements Serializable {}

  public Refused(List<Problem> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  public Refused(String field, What what) {
    this(List.of(new Problem(field, what)));
  }

  public List<Problem> problems() {
    return problems;
  }
}
