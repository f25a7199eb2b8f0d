package org.guichet.demo;

import java.util.List;

/**
 * Somebody who can sign in to the demo.
 *
 * @param role as the product names it; a manager of an organization is a customer with a mark
 * @param organization null for staff
 */
public record Account(String username, String password, String role, String organization) {
  private static final String PASSWORD = "Guichet-2026";

  /** Everybody of the realm's demo users file. */
  static final List<Account> ALL =
      List.of(
          customer("camille", "customer", "cabinet-moreau"),
          customer("julien", "organization manager", "cabinet-moreau"),
          customer("nadia", "customer", "atelier-nord"),
          staff("tom", "agent"),
          staff("sofia", "supervisor"),
          staff("ines", "integration-admin"),
          staff("albert", "auditor"));

  private static Account customer(String username, String role, String organization) {
    return new Account(username, PASSWORD, role, organization);
  }

  private static Account staff(String username, String role) {
    return new Account(username, PASSWORD, role, null);
  }
}
