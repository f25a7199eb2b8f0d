package org.guichet.template;

import java.io.Serializable;
import java.util.List;

/** What somebody wants to keep cannot be kept so; nothing was kept. */
public class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  /** What is wrong. */
  public enum What {
    /** Nothing is typed where something must be. */
    MISSING,
    TOO_LONG,
    /** Another one of the team, or of the person, has that name. */
    NAME_TAKEN,
    /** The text names a place that there is not. */
    UNKNOWN_PLACE,
    /** Somebody else has changed it, or it is gone. */
    CHANGED,
    /** Macros write with it. */
    IN_USE,
    /** A macro that does nothing. */
    NO_ACTION,
    NO_TAG,
    /** A template that not everybody has who may use the macro. */
    NOT_SHARED
  }

  /**
   * One thing that is wrong.
   *
   * @param field what it is about; empty for the whole
   * @param value what was typed there, or what it collides with
   */
  public record Problem(String field, What what, String value) implements Serializable {}

  public Refused(List<Problem> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  public Refused(String field, What what, String value) {
    this(List.of(new Problem(field, what, value)));
  }

  public List<Problem> problems() {
    return problems;
  }
}
