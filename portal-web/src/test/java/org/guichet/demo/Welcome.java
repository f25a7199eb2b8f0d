package org.guichet.demo;

import java.util.Locale;
import java.util.Map;

/** What a person reads when the demo is up. */
final class Welcome {
  private final Addresses addresses;

  Welcome(Addresses addresses) {
    this.addresses = addresses;
  }

  void print(Progress progress) {
    progress.line("");
    address(progress, "Portal", addresses.portal() + "/");
    addresses.nodes().stream()
        .skip(1)
        .forEach(node -> address(progress, "Portal, next node", node + "/"));
    for (Map.Entry<String, String> system : addresses.simulator().entrySet()) {
      address(progress, "Company's " + system.getKey(), system.getValue() + "/");
    }
    address(progress, "Keycloak", addresses.keycloak() + "/admin/ (admin)");
    address(progress, "Database", addresses.database());
    progress.line("");
    progress.line("  Sign in with the password " + addresses.accounts().get(0).password());
    for (Account account : addresses.accounts()) {
      String of = account.organization() == null ? "" : " of " + account.organization();
      progress.line(
          String.format(Locale.ROOT, "  %-10s %s%s", account.username(), account.role(), of));
    }
    progress.line("");
    progress.line("Ctrl-C ends the demo.");
    progress.line("READY %s %ds".formatted(addresses.portal(), progress.elapsed().toSeconds()));
  }

  private static void address(Progress progress, String what, String where) {
    progress.line(String.format(Locale.ROOT, "  %-20s %s", what, where));
  }
}
