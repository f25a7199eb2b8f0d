package org.guichet.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.guichet.demo.Together.Step;
import org.guichet.keycloak.KeycloakServer;
import org.guichet.shared.EmbeddedDatabase;

/**
 * Every process of the house on this machine: PostgreSQL, Keycloak, the company simulator and the
 * portal's nodes. {@code mvn -Pdemo} leaves it running, the browser stories end it.
 */
public final class DemoEnvironment implements AutoCloseable {
  private static final String DATABASE = "guichet";
  private static final Duration DATABASE_LIMIT = Duration.ofSeconds(60);
  private static final String COMPANY = "Halley Repair";
  private static final String CLIENT_SECRET = "guichet-demo-portal-secret";

  private final DemoSettings settings;
  private final Progress progress;
  private final DataDirectory data;
  private final Diagnosis diagnosis;
  private final List<PortalServer> portals = new ArrayList<>();
  private final CompletableFuture<Void> broken = new CompletableFuture<>();
  private volatile EmbeddedDatabase database;
  private volatile KeycloakServer keycloak;
  private volatile SimulatorProcess simulator;
  private volatile boolean announces;
  private volatile boolean closing;

  /** Nothing runs yet. */
  public DemoEnvironment(DemoSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.data = new DataDirectory(settings.data());
    this.diagnosis = new Diagnosis(data);
    for (int node = 1; node <= settings.nodes(); node++) {
      portals.add(portal(node));
    }
  }

  /**
   * Starts everything and returns when it answers; the addresses are written then.
   *
   * @throws DemoFailure with the remedy
   */
  public void start() {
    try {
      prepare();
      startDatabase();
      Together.run(this::startKeycloak, this::startSimulator, this::startPortals);
      portals.forEach(PortalServer::awaitAnswer);
      progress.reached("portal answers at " + settings.portalUrl());
      writeAddresses();
      portals.forEach(portal -> portal.broken().exceptionally(this::fail));
    } catch (IOException | RuntimeException e) {
      throw diagnosis.of(e);
    }
  }

  /** Where everything answers. */
  public Addresses addresses() {
    Map<String, String> systems = new LinkedHashMap<>();
    for (String system : List.of("crm", "helpdesk", "invoicing", "storage", "mail")) {
      systems.put(system, settings.simulatorUrl() + "/" + system);
    }
    Map<String, Long> pids = new LinkedHashMap<>();
    pids.put("portal", portal().pid());
    pids.put("database", database.pid());
    pids.put("keycloak", keycloak.pid());
    pids.put("simulator", simulator.pid());
    return new Addresses(
        settings.portalUrl(),
        settings.portalUrl() + "/api",
        keycloak.url(),
        urls(),
        systems,
        database.url(DATABASE) + "?user=" + database.user(),
        Account.ALL,
        pids);
  }

  /** The portal's process, the first one when there are several nodes. */
  public PortalServer portal() {
    return portals.get(0);
  }

  /** Waits for the day on which the demo cannot be kept running. */
  DemoFailure awaitFailure() {
    try {
      broken.join();
      throw new IllegalStateException("a demo breaks only with a reason");
    } catch (CompletionException e) {
      return diagnosis.of(e);
    }
  }

  private void prepare() throws IOException {
    List<String> ended = data.open(settings.reset());
    if (!ended.isEmpty()) {
      progress.reached("ended what a killed demo had left: " + String.join(", ", ended));
    }
    Ports.requireFree(settings.ports());
    announces = true;
    Files.deleteIfExists(settings.file());
  }

  private void startDatabase() {
    database =
        EmbeddedDatabase.start(data.database(), settings.databasePort(), DATABASE, "keycloak");
    progress.reached("database on port " + database.port());
    keep("the database", database.pid(), this::startDatabaseAgain);
  }

  /** The library holds a lock on the directory of a database that it believes to run. */
  private void startDatabaseAgain() {
    database.close();
    startDatabase();
  }

  /** When several die together, the others need the database again first. */
  private void awaitDatabase() {
    if (!Wait.until(DATABASE_LIMIT, this::databaseAnswers)) {
      throw new DemoFailure(
          "The database does not answer: see " + settings.data().resolve("database.log") + ".");
    }
  }

  private boolean databaseAnswers() {
    try (Connection connection = database.dataSource(DATABASE).getConnection()) {
      return connection.isValid(0);
    } catch (SQLException e) {
      return false;
    }
  }

  private void startKeycloak() throws IOException {
    awaitDatabase();
    keycloak =
        KeycloakServer.start(
            new KeycloakServer.Settings(
                settings.root().resolve("keycloak-realm/target/keycloak.zip"),
                settings.root().resolve("keycloak-realm/target/keycloak"),
                data.log("keycloak"),
                settings.keycloakPort(),
                database.url("keycloak"),
                database.user(),
                "",
                COMPANY,
                settings.portalUrl(),
                CLIENT_SECRET),
            this::rememberKeycloak);
    keycloak.allowPortal(urls().toArray(String[]::new));
    progress.reached("keycloak at " + keycloak.url());
    keep("Keycloak", keycloak.pid(), this::startKeycloak);
  }

  private void rememberKeycloak(ProcessHandle process) {
    try {
      data.leftovers().remember("keycloak", process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void startSimulator() throws IOException {
    simulator = SimulatorProcess.start(settings, data);
    progress.reached("company simulator at " + settings.simulatorUrl());
    keep("the simulator", simulator.pid(), this::startSimulator);
  }

  private void startPortals() throws IOException {
    DemoData.load(database.dataSource(DATABASE), settings, data);
    progress.reached("demo data");
    for (PortalServer portal : portals) {
      portal.start();
    }
    progress.reached("portal deployed");
  }

  private PortalServer portal(int node) {
    PayaraMicro payara = new PayaraMicro(settings, node);
    return new PortalServer(
        settings.portalUrl(node),
        PayaraMicro.APPLICATIONS,
        () -> launch(node, payara),
        progress,
        this::writeAddresses);
  }

  private ChildProcess launch(int node, PayaraMicro payara) throws IOException {
    awaitDatabase();
    return ChildProcess.start(
        payara.name(),
        payara.command(),
        environment(node, payara.name()),
        data.log(payara.name()),
        data.leftovers());
  }

  /** What an operator would set for the portal. */
  private Map<String, String> environment(int node, String name) throws IOException {
    return Map.ofEntries(
        Map.entry("GUICHET_BIND_ADDRESS", "127.0.0.1"),
        Map.entry("GUICHET_DATABASE_URL", database.url(DATABASE)),
        Map.entry("GUICHET_DATABASE_USER", database.user()),
        Map.entry("GUICHET_DATABASE_PASSWORD", "any"),
        Map.entry("GUICHET_OIDC_ISSUER", settings.issuer()),
        Map.entry("GUICHET_OIDC_CLIENT_ID", "portal"),
        Map.entry("GUICHET_OIDC_CLIENT_SECRET", CLIENT_SECRET),
        Map.entry("GUICHET_PORTAL_URL", settings.portalUrl(node)),
        Map.entry("GUICHET_MASTER_KEY_FILE", data.masterKey().toString()),
        Map.entry("GUICHET_BLOBS_DIRECTORY", Files.createDirectories(data.blobs()).toString()),
        Map.entry("GUICHET_NODE", name),
        Map.entry("GUICHET_COMPANY_NAME", COMPANY),
        Map.entry("GUICHET_MAIL_GATHER_SECONDS", "3"), // nobody at a demo waits half a minute
        // Two arenas instead of eight per core: native memory that is freed is given back.
        Map.entry("MALLOC_ARENA_MAX", "2"));
  }

  private List<String> urls() {
    return IntStream.rangeClosed(1, settings.nodes()).mapToObj(settings::portalUrl).toList();
  }

  private void writeAddresses() {
    try {
      addresses().write(settings.file());
    } catch (IOException e) {
      fail(e);
    }
  }

  private Void fail(Throwable reason) {
    broken.completeExceptionally(reason);
    return null;
  }

  /** Whatever dies is started again: its data were safe. */
  private void keep(String name, long pid, Step start) {
    ProcessHandle.of(pid)
        .ifPresent(
            process ->
                process
                    .onExit()
                    .thenRunAsync(
                        () -> startAgain(name, start), task -> new Thread(task, name).start()));
  }

  private void startAgain(String name, Step start) {
    if (closing) {
      return;
    }
    progress.line("%s ended: starting it again".formatted(name));
    try {
      start.run();
      writeAddresses();
    } catch (IOException | RuntimeException e) {
      fail(e);
    }
  }

  /**
   * Ends everything, the database last; what does not end by itself is ended by force. Within half
   * a minute.
   */
  @Override
  public synchronized void close() {
    if (!data.isOpen()) {
      return; // another demo's, or closed before
    }
    List<AutoCloseable> first = new ArrayList<>(portals);
    first.add(keycloak);
    first.add(simulator);
    closing = true;
    Together.run(first.stream().filter(Objects::nonNull).map(this::end).toArray(Step[]::new));
    if (database != null) {
      database.close();
    }
    // What was still about to start when we were told to end.
    data.close();
    withdrawAddresses();
  }

  private void withdrawAddresses() {
    try {
      if (announces) {
        Files.deleteIfExists(settings.file());
      }
    } catch (IOException e) {
      progress.line("could not delete " + settings.file());
    }
  }

  /** One that cannot be ended in order must not keep the others from it. */
  private Step end(AutoCloseable process) {
    return () -> {
      try {
        process.close();
      } catch (Exception e) {
        progress.line("while ending: " + e);
      }
    };
  }
}
