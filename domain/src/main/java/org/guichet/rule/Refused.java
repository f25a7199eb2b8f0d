package org.guichet.rule;

import java.io.Serializable;
import java.util.List;

/** A rule cannot be kept so; nothing was kept. */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  /** What is wrong. */
  public enum What {
    MISSING,
    TOO_LONG,
    /** Another rule has that name. */
    NAME_TAKEN,
    NO_TAG,
    NO_ACTION,
    TOO_MANY,
    /** Somebody else has changed it. */
    CHANGED
  }

  /**
   * One thing that is wrong.
   *
   * @param field of the draft; empty for the whole
   */
  public record Problem(String field, What what) implements Serializable {}

  Refused(List<Problem> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  Refused(String field, What what) {
    this(List.of(new Problem(field, what)));
  }

  public List<Problem> problems() {
    return problems;
  }
}
