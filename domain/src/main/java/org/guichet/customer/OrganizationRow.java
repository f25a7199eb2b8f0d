package org.guichet.customer;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;

/**
 * An organization in the directory.
 *
 * @param managers names of those who see all of its requests, ten at most
 * @param members how many people belong to it
 * @param open how many open requests of it the viewer sees, a hundred at most
 */
public record OrganizationRow(
    UUID id, String name, String alias, List<String> managers, int members, int open)
    implements Serializable {

  /** The names of its managers in one line. */
  public String managerNames() {
    return String.join(", ", managers);
  }
}
