package org.guichet.keycloak;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Keycloak's distribution, unpacked and built for PostgreSQL with our theme. Both are done once: a
 * fingerprint of what went into the build stands beside it.
 */
final class KeycloakInstallation {
  /**
   * Looking for SSSD costs ten idle seconds on a machine without D-Bus, and nobody signs in to a
   * portal with Kerberos or a television.
   */
  private static final List<String> BUILD =
      List.of(
          "build",
          "--db=postgres",
          "--features-disabled=ciba,device-flow,docker,impersonation,kerberos",
          "--spi-storage--sssd--enabled=false");

  /** As in Keycloak's own start script, plus what makes a short-lived small server start fast. */
  private static final List<String> JVM =
      List.of(
          "-Xms64m",
          "-Xmx384m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dfile.encoding=UTF-8",
          "-Duser.language=en",
          "-Duser.country=US",
          "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
          "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
              + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
          "-Dpicocli.disable.closures=true",
          "-Dquarkus-log-max-startup-records=10000",
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.security=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED");

  private final Path home;

  private KeycloakInstallation(Path home) {
    this.home = home;
  }

  /** The distribution below a directory, unpacked if it is not there yet. */
  static KeycloakInstallation of(Path distribution, Path directory) throws IOException {
    Files.createDirectories(directory);
    try (ZipFile zip = new ZipFile(distribution.toFile())) {
      String name = Path.of(zip.entries().nextElement().getName()).getName(0).toString();
      Path home = directory.toAbsolutePath().resolve(name);
      if (Files.notExists(home)) {
        unpack(zip, directory.toAbsolutePath().normalize().resolve("unpacking"), home);
      }
      return new KeycloakInstallation(home);
    }
  }

  /** By way of another folder: one that was interrupted must not look complete. */
  private static void unpack(ZipFile zip, Path aside, Path home) throws IOException {
    delete(aside);
    for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
      Path target = aside.resolve(entry.getName()).normalize();
      if (!target.startsWith(aside)) {
        throw new IOException("The zip reaches out of its folder: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(target);
      } else {
        Files.createDirectories(target.getParent());
        try (InputStream in = zip.getInputStream(entry)) {
          Files.copy(in, target);
        }
      }
    }
    Files.move(aside.resolve(home.getFileName()), home);
    delete(aside);
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  Path home() {
    return home;
  }

  /** Builds the server if the theme, the options or Keycloak changed since the last build. */
  void build(Path log, Consumer<ProcessHandle> launched) throws IOException {
    byte[] theme = ThemeJar.bytes();
    String fingerprint = fingerprint(theme);
    Path proof = home.resolve("data/built");
    if (Files.exists(proof) && Files.readString(proof).equals(fingerprint)) {
      return;
    }
    Files.deleteIfExists(proof);
    Files.write(home.resolve("providers/guichet.jar"), theme);
    Process build =
        command(BUILD)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .start();
    launched.accept(build.toHandle());
    if (exitCode(build) != 0) {
      throw new IllegalStateException("Keycloak could not be built: read " + log);
    }
    Files.createDirectories(proof.getParent());
    Path fresh = Files.writeString(proof.resolveSibling("built.new"), fingerprint);
    Files.move(fresh, proof, StandardCopyOption.ATOMIC_MOVE);
  }

  private static int exitCode(Process build) {
    try {
      return build.waitFor();
    } catch (InterruptedException e) {
      build.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Keycloak was being built", e);
    }
  }

  private static String fingerprint(byte[] theme) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(theme);
      return HexFormat.of()
          .formatHex(digest.digest(BUILD.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /**
   * Keycloak's JVM without the shell script around it: one process, the one whose id we know.
   * Settings of Keycloak that happen to be in our environment stay out.
   */
  ProcessBuilder command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.add("-Dkc.home.dir=" + home);
    command.add("-Djboss.server.config.dir=" + home.resolve("conf"));
    command.add("-cp");
    command.add(home.resolve("lib/quarkus-run.jar").toString());
    command.add("io.quarkus.bootstrap.runner.QuarkusEntryPoint");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("KC_"));
    return builder;
  }
}
