package org.guichet.customer;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A person as his page shows him.
 *
 * @param language in which he reads; null when he has not chosen
 * @param knownSince when he first signed in
 * @param teams names of the teams he works in; empty for a customer
 */
public record Customer(
    UUID id,
    String name,
    String email,
    String language,
    Instant knownSince,
    List<Membership> memberships,
    List<String> teams)
    implements Serializable {

  /**
   * An organization that he belongs to.
   *
   * @param manager whether he sees all of its requests
   */
  public record Membership(UUID id, String name, boolean manager) implements Serializable {}
}
