package org.guichet.integration;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.guichet.shared.TestDomain;
import org.guichet.simulator.CompanySimulator;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What the WAR needs around it: a database with the demo's company and the simulator. It comes
 * before Arquillian in the order of extensions, because the server is told their addresses when it
 * starts.
 */
public final class RunningRoutes implements BeforeAllCallback {
  private static TestDomain domain;
  private static CompanySimulator simulator;
  private static int port;

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    if (domain != null) {
      return;
    }
    port = freePort();
    simulator =
        CompanySimulator.start(
            0,
            Files.createTempDirectory(Path.of("target"), "simulator"),
            "http://localhost:" + port + "/api/hooks");
    domain = TestDomain.start(simulator.url("crm").replaceAll("/crm$", ""));
    System.setProperty("routes.port", String.valueOf(port));
    System.setProperty("routes.jvm", String.join(" ", jvm()));
    System.setProperty("routes.options", String.join(" ", options()));
  }

  public static TestDomain domain() {
    return domain;
  }

  public static CompanySimulator simulator() {
    return simulator;
  }

  public static String address() {
    return "http://localhost:" + port;
  }

  private static List<String> jvm() throws IOException {
    return List.of(
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir="
            + Files.createTempDirectory(Path.of("target"), "server").toAbsolutePath(),
        "-Dguichet.database.url=" + domain.url(),
        "-Dguichet.database.user=" + domain.user(),
        "-Dguichet.master-key.file=" + domain.masterKey().toAbsolutePath(),
        "-Dguichet.blobs.directory=" + domain.folder.resolve("blobs").toAbsolutePath(),
        "-Dguichet.portal.url=http://localhost:" + port,
        "-Dguichet.extensions.directory=" + Path.of("target/extensions").toAbsolutePath(),
        "-Dguichet.node=it");
  }

  private static List<String> options() throws IOException {
    Path afterBoot = domain.folder.resolve("post-boot.asadmin");
    // As it is shipped, but with so few connections that whoever takes two at once is found out.
    String shipped = Files.readString(Path.of("../portal-web/src/main/payara/post-boot.asadmin"));
    Files.writeString(afterBoot, shipped.replaceAll("--maxpoolsize=\\d+", "--maxpoolsize=6"));
    Path beforeBoot = domain.folder.resolve("pre-boot.asadmin");
    Files.writeString(
        beforeBoot,
        "set configs.config.server-config.network-config.network-listeners.network-listener"
            + ".http-listener.address=127.0.0.1\n");
    return List.of(
        "--port",
        String.valueOf(port),
        "--nohazelcast",
        "--disablephonehome",
        "--prebootcommandfile",
        beforeBoot.toAbsolutePath().toString(),
        "--postbootcommandfile",
        afterBoot.toAbsolutePath().toString(),
        "--addlibs",
        Path.of("target/server/postgresql.jar").toAbsolutePath().toString());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
