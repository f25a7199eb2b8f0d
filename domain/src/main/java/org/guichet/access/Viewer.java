package org.guichet.access;

import java.io.Serializable;
import java.util.Set;
import java.util.UUID;

/**
 * The person who looks, with everything the visibility rule asks about him.
 *
 * @param personId our key of the person
 * @param name as shown to others
 * @param email as the identity provider knows it
 * @param roles his roles
 * @param managedOrganizations organizations all of whose requests he may see
 * @param teams teams whose queues he works in
 */
public record Viewer(
    UUID personId,
    String name,
    String email,
    Set<Role> roles,
    Set<UUID> managedOrganizations,
    Set<UUID> teams)
    implements Serializable {

  public boolean is(Role role) {
    return roles.contains(role);
  }

  /** Whether he processes requests of others: sees internal notes and the back office. */
  public boolean isStaff() {
    return is(Role.AGENT) || is(Role.SUPERVISOR);
  }

  /** Whether he looks after the company's systems: sees deliveries and their errors. */
  public boolean caresForDeliveries() {
    return is(Role.SUPERVISOR) || is(Role.INTEGRATION_ADMIN);
  }

  /** Whether he carries out what others ask for under data protection. */
  public boolean mayErase() {
    return is(Role.SUPERVISOR);
  }
}
