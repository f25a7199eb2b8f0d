package org.guichet.integration.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.guichet.delivery.OneNode;
import org.guichet.inbox.Inbox;
import org.guichet.integration.shared.Bell;

/**
 * Runs the routes of connectors that listen, such as to a broker or a mailbox, each on one node at
 * a time. When that node is lost, another takes over within seconds. Each message lies in the inbox
 * before it is acknowledged.
 */
@ApplicationScoped
public class Sources {
  private static final Logger LOG = System.getLogger(Sources.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final long MOST_SECONDS_TO_STORE = 20;

  private final Bell bell = new Bell();

  /** What listens here: the connector's id by the name of its route. */
  private final Map<String, Integer> running = new ConcurrentHashMap<>();

  private Connections connections;
  private CamelRuntime camel;
  private Inbox inbox;
  private OneNode turns;
  private ThreadFactory threads;
  private ExecutorService storing;
  private Thread loop;
  private volatile boolean started;

  protected Sources() {}

  @Inject
  public Sources(
      Connections connections,
      CamelRuntime camel,
      Inbox inbox,
      OneNode turns,
      ThreadFactory threads) {
    this.connections = connections;
    this.camel = camel;
    this.inbox = inbox;
    this.turns = turns;
    this.threads = threads;
  }

  void start(@Observes Startup startup) {
    start();
  }

  void stop(@Observes Shutdown shutdown) {
    stop();
  }

  public synchronized void start() {
    started = true;
    // Components call from threads of theirs, on which the server's transactions do not work.
    storing = Executors.newCachedThreadPool(threads);
    camel.sourceDoor().leadTo(this::store);
    loop = threads.newThread(this::work);
    loop.setName("guichet sources");
    loop.start();
  }

  public synchronized void stop() {
    if (!started) {
      return;
    }
    started = false;
    bell.ring();
    try {
      loop.join(15_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    storing.shutdownNow();
  }

  /** Routes that listen on this node. */
  public int count() {
    return running.size();
  }

  private void work() {
    while (started && !Thread.currentThread().isInterrupted()) {
      try {
        look();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Sources cannot be looked after", e);
      }
      bell.await(LOOK);
    }
    Map.copyOf(running).keySet().forEach(this::silence);
    turns.close();
  }

  private void look() {
    if (!turns.isAlive()) {
      LOG.log(Level.WARNING, "The database connection of the sources is lost: they begin anew");
      Map.copyOf(running).keySet().forEach(this::silence);
    }
    Map<String, Connection> wanted =
        connections.all().stream()
            .filter(Connection::isSource)
            .filter(connection -> !connection.connector().isPaused())
            .collect(Collectors.toMap(Connection::route, connection -> connection));
    new HashMap<>(running)
        .forEach(
            (route, connector) -> {
              if (!wanted.containsKey(route)) {
                silence(route);
                turns.release(connector);
              }
            });
    wanted.forEach(this::listen);
  }

  private void listen(String route, Connection connection) {
    int connector = connection.connector().id();
    if (running.containsKey(route) || !turns.take(connector)) {
      return;
    }
    try {
      running.put(route, connector);
      camel.context().getRouteController().startRoute(route);
      LOG.log(Level.INFO, "{0} is listened to here", connection.connector().key());
    } catch (Exception e) { // a broker that is away: once a second again
      LOG.log(
          Level.WARNING,
          "{0} cannot be listened to: {1}",
          connection.connector().key(),
          e.getMessage());
      silence(route);
      turns.release(connector);
    }
  }

  private void silence(String route) {
    running.remove(route);
    try {
      camel.context().getRouteController().stopRoute(route);
    } catch (Exception e) {
      LOG.log(Level.DEBUG, "The route " + route + " could not be stopped", e);
    }
  }

  private void store(String route, String messageId, String body) throws Exception {
    Integer connector = running.get(route);
    if (connector == null) {
      throw new IllegalStateException("the connector is not listened to here any more");
    }
    storing
        .submit(
            () ->
                messageId == null
                    ? inbox.receiveUnnumbered(connector, body)
                    : inbox.receive(connector, messageId, body))
        .get(MOST_SECONDS_TO_STORE, TimeUnit.SECONDS);
  }
}
