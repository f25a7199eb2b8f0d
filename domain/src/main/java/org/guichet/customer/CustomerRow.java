package org.guichet.customer;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person in the directory.
 *
 * @param manager whether he manages one of his organizations
 * @param open how many open requests of his the viewer sees, a hundred at most
 * @param lastChange of a request of his that the viewer sees; null when there is none
 */
public record CustomerRow(
    UUID id,
    String name,
    String email,
    List<String> organizations,
    boolean manager,
    int open,
    Instant lastChange)
    implements Serializable {

  /** The names of his organizations in one line. */
  public String organizationNames() {
    return String.join(", ", organizations);
  }
}
