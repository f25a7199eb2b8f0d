package org.guichet.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.guichet.demo.Ports.Port;

/**
 * What can be chosen about a demo.
 *
 * @param root the project's root directory
 * @param data where everything that survives a restart lives
 * @param file where the addresses are written to when everything answers
 * @param reset whether to forget earlier data
 * @param nodes how many portal processes share the work
 * @param requests how many believable requests of the past two years there are to be
 * @param jvm options of the portal's processes
 */
public record DemoSettings(
    Path root,
    Path data,
    Path file,
    boolean reset,
    int nodes,
    int requests,
    List<String> jvm,
    int portalPort,
    int keycloakPort,
    int simulatorPort,
    int smtpPort,
    int databasePort) {
  private static final int MAX_PORT = 65_535;
  private static final int NEXT_NODE = 10;
  private static final int MOST_REQUESTS = 1_000_000;

  /**
   * Two cores and 600 MB: the quick compiler only and the collector without threads of its own,
   * which is what makes a start short. A production image sets neither.
   */
  private static final List<String> SMALL_JVM =
      List.of(
          "-Xms64m",
          "-Xmx320m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dfile.encoding=UTF-8");

  /** As asked on the command line. */
  static DemoSettings fromCommandLine() {
    Path root = Path.of(System.getProperty("guichet.root", "..")).toAbsolutePath().normalize();
    return new DemoSettings(
        root,
        root.resolve(System.getProperty("data", ".demo")).normalize(),
        root.resolve("target/demo.json"),
        Boolean.parseBoolean(System.getProperty("reset", "false")),
        number("nodes", 1, 1, 2),
        number("seed", 0, 0, MOST_REQUESTS),
        SMALL_JVM,
        port("portal.port", 8080),
        port("keycloak.port", 8081),
        port("simulator.port", 8082),
        port("smtp.port", 8025),
        port("database.port", 5433));
  }

  /** For the stories: on free ports, with data of their own that a build removes. */
  public static DemoSettings forStories() {
    Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
    return onFreePorts(module.getParent(), module.resolve("target"), "story", true, 0, SMALL_JVM);
  }

  /**
   * For a benchmark: the same in a folder of its own.
   *
   * @param root the project's root directory
   */
  public static DemoSettings forBenchmark(
      Path root, int requests, List<String> jvm, boolean reset) {
    return onFreePorts(root, root.resolve("portal-web/target"), "bench", reset, requests, jvm);
  }

  private static DemoSettings onFreePorts(
      Path root, Path target, String name, boolean reset, int requests, List<String> jvm) {
    return new DemoSettings(
        root,
        target.resolve(name + "-data"),
        target.resolve(name.equals("story") ? "demo.json" : name + ".json"),
        reset,
        1,
        requests,
        jvm,
        Ports.free(),
        Ports.free(),
        Ports.free(),
        Ports.free(),
        Ports.free());
  }

  /** Address of the portal (its first node), without a slash at the end. */
  public String portalUrl() {
    return portalUrl(1);
  }

  /** Address of one node. */
  String portalUrl(int node) {
    return local(portalPort(node));
  }

  /** Port of one node; they count from 1. */
  int portalPort(int node) {
    return portalPort + (node - 1) * NEXT_NODE;
  }

  /** Port of one node's data grid, only for more nodes than one. */
  int gridPort(int node) {
    return portalPort(node) + NEXT_NODE / 2;
  }

  /** Keycloak's realm, as its tokens name it. */
  String issuer() {
    return local(keycloakPort) + "/realms/guichet";
  }

  String simulatorUrl() {
    return local(simulatorPort);
  }

  /**
   * Cookies of Keycloak are marked secure: browsers take them over plain http from "localhost"
   * only.
   */
  private static String local(int port) {
    return "http://localhost:" + port;
  }

  /** Every port with the option that sets it. */
  List<Port> ports() {
    List<Port> ports = new ArrayList<>();
    for (int node = 1; node <= nodes; node++) {
      ports.add(new Port("portal.port", portalPort(node)));
      if (nodes > 1) {
        ports.add(new Port("portal.port", gridPort(node)));
      }
    }
    ports.add(new Port("keycloak.port", keycloakPort));
    ports.add(new Port("simulator.port", simulatorPort));
    ports.add(new Port("smtp.port", smtpPort));
    ports.add(new Port("database.port", databasePort));
    return ports;
  }

  private static int port(String option, int otherwise) {
    return number(option, otherwise, 1, MAX_PORT - 2 * NEXT_NODE);
  }

  private static int number(String option, int otherwise, int least, int most) {
    String given = System.getProperty(option, "").strip();
    try {
      int number = given.isEmpty() ? otherwise : Integer.parseInt(given);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, with the range
    }
    throw new DemoFailure(
        "-D%s=%s is not a number from %d to %d: correct it.".formatted(option, given, least, most));
  }
}
