package org.guichet.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real company system that runs on this machine, installed, prepared and started by {@code
 * <name>.sh}. Its data begin empty, under {@code target/peers/<name>}.
 */
public final class Peer implements AutoCloseable {
  /** Each system gets this many free ports and uses as many as it needs. */
  private static final int PORTS = 5;

  private static final Duration START_LIMIT = Duration.ofMinutes(15);
  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
  private static final int LINES_SHOWN = 40;

  private final String name;
  private final Map<String, String> environment;
  private final Path folder;
  private final List<String> ports;
  private final Thread atExit = new Thread(this::stop);
  private Map<String, String> values;

  private Peer(String name, Map<String, String> environment) throws IOException {
    this.name = name;
    this.environment = environment;
    this.folder = Path.of("target", "peers", name).toAbsolutePath();
    this.ports = freePorts();
  }

  /**
   * Starts the system of that name afresh.
   *
   * @param environment what its script reads beside its arguments
   */
  public static Peer start(String name, Map<String, String> environment) throws IOException {
    Peer peer = new Peer(name, environment);
    delete(peer.folder);
    Files.createDirectories(peer.folder);
    Runtime.getRuntime().addShutdownHook(peer.atExit);
    peer.restart();
    return peer;
  }

  /** Starts it again on the data and the ports it had. */
  public void restart() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("start", folder.toString()));
    arguments.addAll(ports);
    String said = run(START_LIMIT, arguments);
    values =
        said.lines()
            .filter(line -> line.startsWith("READY "))
            .findFirst()
            .map(Peer::parse)
            .orElseThrow(() -> new IllegalStateException(name + " did not start: " + story(said)));
  }

  /** What it said of itself when it was ready, such as {@code url}. */
  public String value(String key) {
    if (!values.containsKey(key)) {
      throw new IllegalArgumentException(name + " knows no " + key + " but " + values.keySet());
    }
    return values.get(key);
  }

  /** Where it keeps its data and its logs. */
  public Path folder() {
    return folder;
  }

  /** Ends its process at once, without a chance to tidy up: what a power cut does. */
  public void kill() throws IOException {
    run(STOP_LIMIT, List.of("crash", folder.toString()));
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    stop();
  }

  private void stop() {
    try {
      run(STOP_LIMIT, List.of("stop", folder.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the script said. It goes to a file: a server that it starts would hold a pipe open. */
  private String run(Duration limit, List<String> arguments) throws IOException {
    Path output = folder.resolveSibling(name + "." + arguments.get(0) + ".log");
    List<String> command = new ArrayList<>(List.of("bash", script().toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
      String said = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(
            String.join(" ", command) + (ended ? " failed: " : " took too long: ") + story(said));
      }
      return said;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Path script() {
    try {
      return Path.of(Peer.class.getResource(name + ".sh").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the script said and the ends of the logs, for whoever has to find out. */
  private String story(String said) {
    try (Stream<Path> files = Files.list(folder)) {
      return said
          + files
              .filter(file -> file.toString().endsWith(".log"))
              .sorted()
              .map(Peer::tail)
              .collect(Collectors.joining());
    } catch (IOException e) {
      return said;
    }
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      List<String> last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
      return "\n--- " + log + "\n" + String.join("\n", last);
    } catch (IOException e) {
      return "\n--- " + log + " cannot be read: " + e;
    }
  }

  private static Map<String, String> parse(String ready) {
    return Arrays.stream(ready.split(" "))
        .skip(1)
        .map(pair -> pair.split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  private static List<String> freePorts() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < PORTS; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(socket -> String.valueOf(socket.getLocalPort())).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
