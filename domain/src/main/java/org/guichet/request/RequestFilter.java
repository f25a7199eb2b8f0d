package org.guichet.request;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;

/**
 * Which requests a list shows, newest change first.
 *
 * @param scope whose
 * @param openOnly only those on which work is still to be done
 * @param after the last row of the page before; null for the first page
 */
public record RequestFilter(Scope scope, boolean openOnly, Position after) implements Serializable {

  /** Whose requests. */
  public enum Scope {
    /** Those the viewer asked for himself. */
    MINE,
    /**
     * All that the viewer sees as a customer: his own and those of the organizations he manages.
     */
    ORGANIZATION,
    /** At the desk: those given to the viewer. */
    ASSIGNED,
    /** At the desk: those given to nobody. */
    UNASSIGNED,
    /** At the desk: all. */
    ALL
  }

  /** A place in the list. */
  public record Position(Instant updatedAt, UUID id) implements Serializable {}

  public static RequestFilter of(Scope scope, boolean openOnly) {
    return new RequestFilter(scope, openOnly, null);
  }

  public RequestFilter after(RequestRow row) {
    return new RequestFilter(scope, openOnly, new Position(row.updatedAt(), row.id()));
  }
}
