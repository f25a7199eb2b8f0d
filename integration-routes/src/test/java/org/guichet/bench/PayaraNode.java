package org.guichet.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.guichet.integration.Eventually;
import org.guichet.node.SinkCompany;

/**
 * The integration application as it is shipped, in a Payara Micro process of its own with the boot
 * commands of production; its WAR is a copy with {@link SubmitResource} in it.
 */
final class PayaraNode implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(10);
  private static final int STOP_SECONDS = 30;

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private final Process process;
  private final Path log;

  private PayaraNode(int port, Process process, Path log) {
    this.port = port;
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it and waits until deliveries flow.
   *
   * @param root the project's directory
   */
  static PayaraNode start(
      Path root, Path directory, List<String> jvm, SinkCompany database, String name)
      throws Exception {
    int port = freePort();
    Path log = directory.resolve("payara.log");
    ProcessBuilder builder =
        new ProcessBuilder(command(root, directory, jvm, database, name, port))
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(log.toFile()));
    builder.environment().put("GUICHET_BIND_ADDRESS", "127.0.0.1");
    PayaraNode node = new PayaraNode(port, builder.start(), log);
    node.awaitReady();
    return node;
  }

  private static List<String> command(
      Path root, Path directory, List<String> jvm, SinkCompany database, String name, int port)
      throws IOException {
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    Path server = root.resolve("integration-routes/target/server");
    Path boot = root.resolve("portal-web/src/main/payara");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + temporary.toAbsolutePath(),
            "-Dguichet.database.url=" + database.url(name),
            "-Dguichet.database.user=" + database.user(),
            "-Dguichet.master-key.file=" + database.masterKey(),
            "-Dguichet.blobs.directory=" + directory.resolve("blobs").toAbsolutePath(),
            "-Dguichet.portal.url=http://localhost:" + port,
            "-Dguichet.node=bench"));
    command.addAll(
        List.of("-jar", server.resolve("payara-micro.jar").toString(), "--port", "" + port));
    command.addAll(List.of("--nohazelcast", "--disablephonehome"));
    command.addAll(List.of("--prebootcommandfile", boot.resolve("pre-boot.asadmin").toString()));
    command.addAll(List.of("--postbootcommandfile", boot.resolve("post-boot.asadmin").toString()));
    command.addAll(List.of("--addlibs", server.resolve("postgresql.jar").toString()));
    command.addAll(List.of("--deploy", war(root, directory).toString()));
    return command;
  }

  private static Path war(Path root, Path directory) throws IOException {
    Path war = directory.resolve("integration-routes.war").toAbsolutePath();
    Files.copy(
        root.resolve("integration-routes/target/integration-routes.war"),
        war,
        StandardCopyOption.REPLACE_EXISTING);
    String file = SubmitResource.class.getName().replace('.', '/') + ".class";
    try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + war.toUri()), Map.of());
        InputStream resource = SubmitResource.class.getClassLoader().getResourceAsStream(file)) {
      Path target = zip.getPath("WEB-INF/classes/" + file);
      Files.createDirectories(target.getParent());
      Files.copy(resource, target, StandardCopyOption.REPLACE_EXISTING);
    }
    return war;
  }

  private void awaitReady() throws Exception {
    Eventually.value(() -> !process.isAlive() || isReady(), done -> done, START);
    if (!process.isAlive() || !isReady()) {
      close();
      throw new IllegalStateException("Payara Micro did not start (" + process + "): see " + log);
    }
  }

  private boolean isReady() throws InterruptedException {
    try {
      HttpRequest request = HttpRequest.newBuilder(uri("health/ready")).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** An address of its API. */
  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + "/api/" + path);
  }

  long pid() {
    return process.pid();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
