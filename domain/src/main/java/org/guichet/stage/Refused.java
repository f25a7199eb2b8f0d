package org.guichet.stage;

import java.io.Serializable;
import java.util.List;

/** A stage cannot be kept so; nothing was kept. */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  /** What is wrong. */
  public enum What {
    MISSING,
    TOO_LONG,
    NO_HOURS,
    NO_DECIDER,
    /** A system cannot agree to something. */
    SYSTEM_APPROVES,
    /** A system needs no reminder. */
    SYSTEM_REMINDED,
    /** Somebody would have to agree after the systems have heard of it. */
    APPROVAL_LATE,
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
