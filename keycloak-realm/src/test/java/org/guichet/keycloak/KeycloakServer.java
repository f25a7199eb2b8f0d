package org.guichet.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keycloak with our realm, for demo and tests: one JVM on 127.0.0.1, its data in a PostgreSQL
 * database. The server is built once and started optimized; the realm and the demo users are
 * imported when the database does not hold them.
 */
public final class KeycloakServer implements AutoCloseable {
  /** The administrator of a demo's Keycloak, in the console at {@code /admin}. */
  public static final String ADMIN = "admin";

  /** The password of the administrator and of every demo user. */
  public static final String PASSWORD = "Guichet-2026";

  private static final Duration START_LIMIT = Duration.ofSeconds(240);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(8);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  /**
   * What a Keycloak needs.
   *
   * @param distribution the zip of Keycloak's distribution
   * @param directory where it is unpacked and built, kept for the next start
   * @param log the file its output is appended to
   * @param port the port to listen on
   * @param databaseUrl JDBC address of a database of its own, existing, empty or from an earlier
   *     start
   * @param databaseUser user of that database
   * @param databasePassword password of that user, may be empty
   * @param companyName the small name beside the brand
   * @param portalUrl the portal's address without a slash at its end
   * @param clientSecret the secret that the client {@code portal} will have
   */
  public record Settings(
      Path distribution,
      Path directory,
      Path log,
      int port,
      String databaseUrl,
      String databaseUser,
      String databasePassword,
      String companyName,
      String portalUrl,
      String clientSecret) {}

  private final Settings settings;
  private final Process process;

  private KeycloakServer(Settings settings, Process process) {
    this.settings = settings;
    this.process = process;
  }

  /**
   * Builds Keycloak if needed, starts it and waits until the realm answers and knows the portal's
   * address.
   *
   * @throws IllegalStateException when it cannot start; the message names the log
   */
  public static KeycloakServer start(Settings settings) {
    return start(settings, launched -> {});
  }

  /**
   * As {@link #start(Settings)}.
   *
   * @param launched hears of every process as soon as it runs, the one that builds too: whoever is
   *     killed meanwhile finds it again
   */
  public static KeycloakServer start(Settings settings, Consumer<ProcessHandle> launched) {
    try {
      Files.createDirectories(settings.log().toAbsolutePath().getParent());
      KeycloakInstallation installation =
          KeycloakInstallation.of(settings.distribution(), settings.directory());
      installation.build(settings.log(), launched);
      boolean realmIsMissing =
          new KeycloakDatabase(
                  settings.databaseUrl(), settings.databaseUser(), settings.databasePassword())
              .prepare();
      if (realmIsMissing) {
        DemoRealm.writeTo(installation.home().resolve("data/import/guichet-realm.json"));
      }
      KeycloakServer server =
          new KeycloakServer(settings, launch(settings, installation, realmIsMissing));
      launched.accept(server.process.toHandle());
      server.becomeReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("Keycloak could not be started in " + settings.directory(), e);
    }
  }

  private static Process launch(
      Settings settings, KeycloakInstallation installation, boolean importRealm)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "start",
                "--optimized",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + settings.port(),
                "--hostname=http://localhost:" + settings.port(),
                "--cache=local",
                "--db-pool-max-size=10"));
    if (importRealm) {
      arguments.add("--import-realm");
    }
    ProcessBuilder builder = installation.command(arguments);
    builder
        .environment()
        .putAll(
            Map.of(
                "KC_DB_URL", settings.databaseUrl(),
                "KC_DB_USERNAME", settings.databaseUser(),
                "KC_DB_PASSWORD", settings.databasePassword(),
                "KC_BOOTSTRAP_ADMIN_USERNAME", ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD,
                "GUICHET_COMPANY_NAME", settings.companyName(),
                "GUICHET_PORTAL_URL", settings.portalUrl(),
                "GUICHET_OIDC_CLIENT_SECRET", settings.clientSecret()));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(Redirect.appendTo(settings.log().toFile()))
        .start();
  }

  private void becomeReady() {
    try {
      awaitRealm();
      allowPortal(settings.portalUrl());
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void awaitRealm() {
    URI probe = URI.create(issuer() + "/.well-known/openid-configuration");
    HttpClient http = HttpClient.newHttpClient();
    Instant deadline = Instant.now().plus(START_LIMIT);
    while (!answers(http, probe)) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            "Keycloak ended%s: read %s".formatted(lastWords(), settings.log()));
      }
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException(
            "Keycloak did not answer within "
                + START_LIMIT.toSeconds()
                + " s: read "
                + settings.log());
      }
      pause();
    }
  }

  /** What Keycloak gave as the reason, such as a port that is taken. */
  private String lastWords() {
    try (Stream<String> lines = Files.lines(settings.log())) {
      return lines
          .filter(line -> line.contains(" ERROR: ") && !line.contains("For more details"))
          .reduce((earlier, later) -> later)
          .map(line -> " with \"" + line.replaceAll("^.* ERROR: ", "") + "\"")
          .orElse("");
    } catch (IOException | UncheckedIOException e) {
      return "";
    }
  }

  private static boolean answers(HttpClient http, URI probe) {
    try {
      HttpRequest request = HttpRequest.newBuilder(probe).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false; // not listening yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Keycloak was starting", e);
    }
  }

  private void pause() {
    try {
      process.waitFor(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Keycloak was starting", e);
    }
  }

  /** The realm's address, as it stands in the {@code iss} of its tokens. */
  public String issuer() {
    return url() + "/realms/" + DemoRealm.NAME;
  }

  /** Keycloak's own address. */
  public String url() {
    return "http://localhost:" + settings.port();
  }

  /** The process to end when this object is no more: a JVM without children. */
  public long pid() {
    return process.pid();
  }

  /** Whether the process runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Lets the portal sign people in at these addresses and at no others. Kept data may come from a
   * start on other ports.
   *
   * @param portalUrls addresses of the portal's nodes without a slash at their end; the first one
   *     hears of logouts
   */
  public void allowPortal(String... portalUrls) {
    admin().allowPortal(settings.clientSecret(), List.of(portalUrls));
  }

  /** The realm's administration. */
  KeycloakAdmin admin() {
    return KeycloakAdmin.login(url(), ADMIN, PASSWORD);
  }

  /** Ends Keycloak within ten seconds, by force if need be. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
