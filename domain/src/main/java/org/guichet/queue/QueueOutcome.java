package org.guichet.queue;

import java.io.Serializable;
import java.time.Instant;
import org.guichet.servicelevel.Target;

/**
 * What became of the requests of a list; null in any part means anything.
 *
 * @param answered when the company first answered
 * @param solved when they were solved
 * @param promise what became of a promise
 * @param stopped whether only those of which a delivery needs a person
 */
public record QueueOutcome(Period answered, Period solved, Promise promise, boolean stopped)
    implements Serializable {

  /**
   * A time.
   *
   * @param from that moment or later; null for no limit
   * @param before before that moment; null for no limit
   */
  public record Period(Instant from, Instant before) implements Serializable {}

  /**
   * A promise that was kept or not.
   *
   * @param decided when that was decided
   */
  public record Promise(Target target, boolean kept, Period decided) implements Serializable {}
}
