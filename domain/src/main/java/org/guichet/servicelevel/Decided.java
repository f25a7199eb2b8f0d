package org.guichet.servicelevel;

/**
 * Which promises are decided, as conditions in SQL on a row of {@code service_clock}: a clock that
 * ended has kept its promise or not, one that runs has missed it when its time is over.
 */
public final class Decided {
  private Decided() {}

  /** When it was decided; a moment to come when it is not yet. An index knows it. */
  public static String at(String alias) {
    return "least(%1$s.due_at, %1$s.ended_at)".formatted(alias);
  }

  /**
   * That there is a promise, and that it was decided from {@code from} on and before now and that.
   */
  public static String between(String alias, String from, String before) {
    return "%1$s.minutes is not null and %2$s >= %3$s and %2$s < least(%4$s, now())"
        .formatted(alias, at(alias), from, before);
  }

  /** Whether it was kept, once it is decided. */
  public static String kept(String alias) {
    return "(%1$s.ended_at is not null and (%1$s.due_at is null or %1$s.ended_at <= %1$s.due_at))"
        .formatted(alias);
  }
}
