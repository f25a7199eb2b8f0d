package org.guichet.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guichet.keycloak.KeycloakServer;
import org.guichet.shared.EmbeddedDatabase;

/**
 * Every process of the house on this machine: PostgreSQL, Keycloak, the company simulator and the
 * portal's nodes. {@code mvn -Pdemo} leaves it running, the browser stories end it.
 */
public final class DemoEnvironment implements AutoCloseable {
  private static final String DATABASE = "guichet";
  private static final String COMPANY = "Halley Repair";
  private static final String CLIENT_SECRET = "guichet-demo-portal-secret";

  private final DemoSettings settings;
  private final Progress progress;
  private final DataDirectory data;
  private final List<PortalServer> portals = new ArrayList<>();
  private final CompletableFuture<Void> broken = new CompletableFuture<>();
  private volatile EmbeddedDatabase database;
  private volatile KeycloakServer keycloak;
  private volatile SimulatorProcess simulator;
  private volatile boolean announces;

  /** Nothing runs yet. */
  public DemoEnvironment(DemoSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
    this.data = new DataDirectory(settings.data());
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
      together(this::startKeycloak, this::startSimulator, this::startPortals);
      portals.forEach(PortalServer::awaitAnswer);
      progress.reached("portal answers at " + settings.portalUrl());
      writeAddresses();
      portals.forEach(portal -> portal.broken().exceptionally(this::fail));
    } catch (IOException | RuntimeException e) {
      throw explained(e);
    }
  }

  /** Where everything answers. */
  public Addresses addresses() {
    Map<String, String> systems = new LinkedHashMap<>();
    for (String system : List.of("crm", "helpdesk", "invoicing", "storage")) {
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
      return explained(e);
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
  }

  private void startKeycloak() throws IOException {
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
        () ->
            ChildProcess.start(
                payara.name(),
                payara.command(),
                environment(node, payara.name()),
                data.log(payara.name()),
                data.leftovers()),
        progress,
        this::writeAddresses);
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

  /** A step of the start. */
  private interface Step {
    void run() throws IOException;
  }

  /** Runs them at the same time; the first failure is everybody's. */
  private static void together(Step... steps) {
    CompletableFuture<Void> failed = new CompletableFuture<>();
    CompletableFuture<?>[] running = new CompletableFuture<?>[steps.length];
    for (int i = 0; i < steps.length; i++) {
      Step step = steps[i];
      running[i] =
          CompletableFuture.runAsync(() -> run(step), task -> new Thread(task, "start").start());
      running[i].exceptionally(
          reason -> {
            failed.completeExceptionally(reason);
            return null;
          });
    }
    CompletableFuture.anyOf(failed, CompletableFuture.allOf(running)).join();
  }

  private static void run(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  /** One sentence with the remedy, whatever went wrong. */
  private DemoFailure explained(Throwable failure) {
    List<Throwable> causes =
        Stream.iterate(failure, Objects::nonNull, Throwable::getCause).toList();
    boolean noSpace =
        causes.stream()
            .anyMatch(cause -> String.valueOf(cause.getMessage()).contains("No space left"));
    if (noSpace || data.isFull()) {
      return data.diskFull();
    }
    return causes.stream()
        .filter(DemoFailure.class::isInstance)
        .map(DemoFailure.class::cast)
        .findFirst()
        .orElseGet(() -> unexpected(causes.get(causes.size() - 1), failure));
  }

  private DemoFailure unexpected(Throwable root, Throwable failure) {
    Throwable told = failure instanceof CompletionException ? failure.getCause() : failure;
    String reason = told == root ? told.toString() : told.getMessage() + " (" + root + ")";
    return new DemoFailure(
        reason
            + ": see the logs in "
            + data.log("portal").getParent()
            + ", or start afresh with -Dreset.",
        failure);
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
    together(
        first.stream().filter(Objects::nonNull).map(DemoEnvironment::end).toArray(Step[]::new));
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

  private static Step end(AutoCloseable process) {
    return () -> {
      try {
        process.close();
      } catch (Exception e) {
        throw new IOException(e);
      }
    };
  }
}
