package org.guichet.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.guichet.shared.EmbeddedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The realm in a real Keycloak: one start for all of it. */
class KeycloakRealmIT {
  private static final String PORTAL = "http://localhost:8080";

  @TempDir static Path temporary;

  private static EmbeddedDatabase database;
  private static KeycloakServer keycloak;

  @BeforeAll
  static void start() throws IOException {
    database = EmbeddedDatabase.start(temporary.resolve("database"), 0, "keycloak");
    keycloak =
        KeycloakServer.start(
            new KeycloakServer.Settings(
                Path.of("target/keycloak.zip"),
                Path.of("target/keycloak"),
                Path.of("target/keycloak.log"),
                freePort(),
                database.url("keycloak"),
                database.user(),
                "",
                "Halley Repair",
                PORTAL,
                "a secret of this test"));
  }

  @AfterAll
  static void stop() {
    if (keycloak != null) {
      keycloak.close();
    }
    if (database != null) {
      database.close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void logoutsOfKeycloakReachThePortal() {
    var attributes = keycloak.admin().portal().getJsonObject("attributes");
    assertThat(attributes.getString("backchannel.logout.url"))
        .isEqualTo(PORTAL + "/backchannel-logout");
    assertThat(attributes.getString("backchannel.logout.session.required")).isEqualTo("true");
  }
}
