package org.guichet.portal.access;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.guichet.keycloak.KeycloakServer;
import org.guichet.shared.EmbeddedDatabase;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The real PostgreSQL and the real Keycloak around a portal in Payara Micro, started once for all
 * test classes. To be named before {@code @ArquillianTest}: it writes the settings that
 * arquillian.xml asks for.
 */
public class House implements BeforeAllCallback, AutoCloseable {
  private static final String SECRET = "a-secret-of-the-tests";
  private static final Path SERVER = Path.of("../integration-routes/target/server");

  private static House open;

  private EmbeddedDatabase database;
  private KeycloakServer keycloak;
  private Path data;
  private int port;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    if (open == null) {
      open = new House();
      context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL).put(House.class, open);
      open.start();
    }
  }

  private void start() throws IOException {
    port = freePort();
    Path files = Files.createDirectories(Path.of("target/house")).toAbsolutePath();
    data = Files.createTempDirectory(files, "database");
    database = EmbeddedDatabase.start(data, 0, "guichet", "keycloak");
    Path keycloakTarget = Path.of("../keycloak-realm/target").toAbsolutePath().normalize();
    keycloak =
        KeycloakServer.start(
            new KeycloakServer.Settings(
                keycloakTarget.resolve("keycloak.zip"),
                keycloakTarget.resolve("keycloak"),
                files.resolve("keycloak.log"),
                freePort(),
                database.url("keycloak"),
                database.user(),
                "",
                "Halley Repair",
                portal(),
                SECRET));
    Path masterKey = files.resolve("master.key");
    Files.writeString(masterKey, Base64.getEncoder().encodeToString(new byte[32]));
    Path boot = Path.of("src/main/payara").toAbsolutePath();
    set("micro", SERVER.resolve("payara-micro.jar").toAbsolutePath());
    set("port", port);
    set(
        "jvm",
        String.join(
            " ",
            "-Xmx400m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dguichet.database.url=" + database.url("guichet"),
            "-Dguichet.database.user=" + database.user(),
            "-Dguichet.oidc.issuer=" + keycloak.issuer(),
            "-Dguichet.oidc.client-id=portal",
            "-Dguichet.oidc.client-secret=" + SECRET,
            "-Dguichet.portal.url=" + portal(),
            "-Dguichet.company.name=Halley",
            "-Dguichet.master-key.file=" + masterKey,
            "-Dguichet.blobs.directory=" + Files.createDirectories(files.resolve("blobs"))));
    set(
        "options",
        String.join(
            " ",
            List.of(
                "--port " + port,
                "--nohazelcast",
                "--disablephonehome",
                "--prebootcommandfile " + boot.resolve("pre-boot.asadmin"),
                "--postbootcommandfile " + boot.resolve("post-boot.asadmin"),
                "--addlibs " + SERVER.resolve("postgresql.jar").toAbsolutePath())));
  }

  private static void set(String name, Object value) {
    System.setProperty("house." + name, value.toString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private String portal() {
    return "http://localhost:" + port;
  }

  /** The portal's address, without a slash at its end. */
  public static String portalUrl() {
    return open.portal();
  }

  public static KeycloakServer keycloak() {
    return open.keycloak;
  }

  public static EmbeddedDatabase database() {
    return open.database;
  }

  @Override
  public void close() throws IOException {
    if (keycloak != null) {
      keycloak.close();
    }
    if (database != null) {
      database.close();
      try (Stream<Path> files = Files.walk(data)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
