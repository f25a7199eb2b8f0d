package org.guichet.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a Payara Micro process of the demo is started. */
final class PayaraMicro {
  static final List<String> APPLICATIONS = List.of("integration-routes", "portal-web");

  private final DemoSettings settings;
  private final int node;

  PayaraMicro(DemoSettings settings, int node) {
    this.settings = settings;
    this.node = node;
  }

  /** Name of the process, its log and its directory. */
  String name() {
    return node == 1 ? "portal" : "portal-" + node;
  }

  /**
   * The command line. The server unpacks itself below its directory for temporary files; what an
   * earlier process left there would speak against the boot commands.
   */
  List<String> command() throws IOException {
    Path home = settings.data().resolve(name());
    Path temporary = Files.createDirectories(Trees.emptied(home.resolve("tmp")));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(settings.jvm());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Dhazelcast.socket.bind.any=false");
    Path server = settings.root().resolve("integration-routes/target/server");
    command.addAll(List.of("-jar", server.resolve("payara-micro.jar").toString()));
    command.addAll(List.of("--port", String.valueOf(settings.portalPort(node))));
    command.add("--disablephonehome");
    Path bootCommands = settings.root().resolve("portal-web/src/main/payara");
    command.addAll(
        List.of("--prebootcommandfile", bootCommands.resolve("pre-boot.asadmin").toString()));
    command.addAll(
        List.of("--postbootcommandfile", bootCommands.resolve("post-boot.asadmin").toString()));
    command.addAll(List.of("--addlibs", server.resolve("postgresql.jar").toString()));
    command.addAll(grid());
    for (String application : APPLICATIONS) {
      command.addAll(List.of("--deploy", war(application, home).toString()));
    }
    return command;
  }

  /**
   * One node needs no data grid, which would listen on every interface; several share their HTTP
   * sessions by it.
   */
  private List<String> grid() {
    if (settings.nodes() == 1) {
      return List.of("--nohazelcast");
    }
    String members =
        IntStream.rangeClosed(1, settings.nodes())
            .mapToObj(member -> "127.0.0.1:" + settings.gridPort(member))
            .collect(Collectors.joining(","));
    return List.of(
        "--clustermode",
        "tcpip:" + members,
        "--interfaces",
        "127.0.0.1",
        "--startport",
        String.valueOf(settings.gridPort(node)));
  }

  private Path war(String application, Path home) throws IOException {
    Path war = settings.root().resolve(application + "/target/" + application + ".war");
    return settings.nodes() == 1 ? war : distributable(war, home.resolve(war.getFileName()));
  }

  /**
   * Sessions are shared only by applications that say so, and one that says so on a single node
   * fills the log.
   */
  private static Path distributable(Path war, Path copy) throws IOException {
    Files.copy(war, copy, StandardCopyOption.REPLACE_EXISTING);
    try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of())) {
      Path descriptor = zip.getPath("WEB-INF/web.xml");
      if (Files.exists(descriptor)) {
        String xml = Files.readString(descriptor);
        Files.writeString(descriptor, xml.replace("</web-app>", "<distributable/></web-app>"));
      }
    }
    return copy;
  }
}
