package org.guichet.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do, as Keycloak says it in the flat claim {@code groups}. */
public enum Role {
  CUSTOMER,
  AGENT,
  SUPERVISOR,
  INTEGRATION_ADMIN,
  AUDITOR;

  /** Its name in Keycloak, in the token and in web.xml, such as {@code integration-admin}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of that name; empty for the realm's other roles. */
  public static Optional<Role> of(String key) {
    return Arrays.stream(values()).filter(role -> role.key().equals(key)).findFirst();
  }
}
