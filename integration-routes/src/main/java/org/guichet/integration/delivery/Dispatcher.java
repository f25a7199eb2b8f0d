package org.guichet.integration.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.DeliveryLedger;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.shared.Bell;
import org.guichet.shared.Announcement;
import org.guichet.shared.Settings;

/**
 * Carries deliveries from the ledger to the connectors and back. One thread looks, claims and
 * completes; calls run on threads of their own, for each connector no more than its concurrency, so
 * that a slow system holds up nobody but itself.
 */
@ApplicationScoped
public class Dispatcher {
  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  /**
   * How long a delivery stays with a node that gives no sign of life. It outlives what a lost node
   * may have left under way, so that a repeat does not overlap with what it repeats.
   */
  static final Duration LEASE = Duration.ofSeconds(40);

  /** A call may take this long as long as its node lives: large files need their time. */
  private static final Duration LONGEST_CALL = Duration.ofMinutes(10);

  private static final Duration RENEW = Duration.ofSeconds(10);

  /** How often the ledger is looked at when nothing rings. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration REAP = Duration.ofSeconds(5);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Bell bell = new Bell();
  private final Map<Long, Flight> inFlight = new ConcurrentHashMap<>();
  private final Queue<Completion> ended = new ConcurrentLinkedQueue<>();
  private DeliveryLedger ledger;
  private Connections connections;
  private DeliveryAttempt attempt;
  private String node;
  private ThreadFactory threads;
  private ExecutorService callers;
  private Thread loop;
  private Instant reaped = Instant.EPOCH;
  private Instant renewed = Instant.EPOCH;
  private volatile boolean running;
  private volatile boolean connectorsChanged;
  private boolean troubled;

  /** A call on its way. */
  private record Flight(int connectorId, Instant since) {}

  protected Dispatcher() {}

  @Inject
  public Dispatcher(
      DeliveryLedger ledger,
      Connections connections,
      DeliveryAttempt attempt,
      Settings settings,
      ThreadFactory threads) {
    this(ledger, connections, attempt, settings.node(), threads);
  }

  /**
   * @param node its name in the ledger
   */
  public Dispatcher(
      DeliveryLedger ledger,
      Connections connections,
      DeliveryAttempt attempt,
      String node,
      ThreadFactory threads) {
    this.ledger = ledger;
    this.connections = connections;
    this.attempt = attempt;
    this.node = node;
    this.threads = threads;
  }

  void start(@Observes Startup startup) {
    start();
  }

  void stop(@Observes Shutdown shutdown) {
    stop();
  }

  void hear(@Observes Announcement announcement) {
    switch (announcement.topic()) {
      case REQUEST -> bell.ring();
      case CONNECTOR -> {
        connectorsChanged = true;
        bell.ring();
      }
      default -> {
        // others follow it
      }
    }
  }

  /** Begins to work; the connectors are made by its own thread, so that nobody waits for them. */
  public synchronized void start() {
    running = true;
    connectorsChanged = true;
    callers = Executors.newCachedThreadPool(threads);
    loop = threads.newThread(this::work);
    loop.setName("guichet dispatcher");
    loop.start();
  }

  /**
   * Claims nothing more, lets what is in flight end, writes it down. What does not end in time
   * comes back when its lease is over.
   */
  public synchronized void stop() {
    if (!running) {
      return;
    }
    running = false;
    bell.ring();
    try {
      loop.join(GRACE.plusSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    callers.shutdownNow();
    connections.close();
  }

  /** Whether connectors are loaded and deliveries flow. */
  public boolean isReady() {
    return running && connections.isReady();
  }

  private void work() {
    while (running && !Thread.currentThread().isInterrupted()) {
      try {
        Duration wait = turn();
        troubled = false;
        bell.await(wait);
      } catch (RuntimeException e) {
        complain(e);
        bell.await(LOOK);
      }
    }
    finish();
  }

  /**
   * One look at everything.
   *
   * @return how long nothing is to be expected
   */
  private Duration turn() {
    RuntimeException unsettled = null;
    try {
      settle();
    } catch (RuntimeException e) {
      unsettled = e; // leases and other deliveries do not wait for it
    }
    if (connectorsChanged) { // by somebody else, or because the last answer paused one
      connectorsChanged = false;
      refresh();
    }
    renew();
    reap();
    ledger.claim(node, budget(), LEASE).forEach(this::send);
    if (unsettled != null) {
      throw unsettled;
    }
    Duration untilDue =
        ledger.nextDue().map(due -> Duration.between(Instant.now(), due)).orElse(LOOK);
    return untilDue.compareTo(LOOK) < 0 ? untilDue : LOOK;
  }

  private void refresh() {
    try {
      connections.refresh();
    } catch (RuntimeException e) {
      connectorsChanged = true; // again at the next look
      throw e;
    }
  }

  /** How many more calls each connector may have; one that is paused gets none. */
  private Map<Integer, Integer> budget() {
    Map<Integer, Integer> budget = new HashMap<>();
    for (Connection connection : connections.all()) {
      if (!connection.connector().isPaused()) {
        budget.put(connection.connector().id(), connection.connector().concurrency());
      }
    }
    inFlight
        .values()
        .forEach(busy -> budget.computeIfPresent(busy.connectorId(), (id, free) -> free - 1));
    budget.values().removeIf(free -> free <= 0);
    return budget;
  }

  private void send(ClaimedDelivery delivery) {
    inFlight.put(delivery.id(), new Flight(delivery.connectorId(), Instant.now()));
    callers.execute(
        () -> {
          try {
            // Looked up at the last moment: a replaced connector's old route is gone soon.
            Connection connection = connections.find(delivery.connectorId()).orElseThrow();
            ended.add(attempt.run(delivery, connection));
          } catch (RuntimeException | Error e) {
            // A fault of ours: the lease runs out, and the delivery is tried again by then.
            LOG.log(Level.ERROR, "The attempt of delivery " + delivery.id() + " failed here", e);
            inFlight.remove(delivery.id());
          }
          bell.ring();
        });
  }

  /** Writes down what has ended meanwhile, together. */
  private void settle() {
    List<Completion> completions = new ArrayList<>();
    for (Completion next = ended.poll(); next != null; next = ended.poll()) {
      completions.add(next);
    }
    if (completions.isEmpty()) {
      return;
    }
    try {
      ledger.complete(node, completions);
    } catch (RuntimeException e) {
      settleEach(new ArrayDeque<>(completions));
      return;
    }
    completions.forEach(this::settled);
  }

  /** One of them may be what the database refuses; the others must not wait for it. */
  private void settleEach(Queue<Completion> completions) {
    try {
      while (!completions.isEmpty()) {
        settled(write(completions.element()));
        completions.remove();
      }
    } finally {
      ended.addAll(completions); // the database will be back
    }
  }

  /** Returns what was written down: without the answer when that is what the database refuses. */
  private Completion write(Completion completion) {
    try {
      ledger.complete(node, List.of(completion));
      return completion;
    } catch (RuntimeException e) {
      Completion instead = attempt.notStored(completion, system(completion.delivery()));
      ledger.complete(node, List.of(instead));
      LOG.log(
          Level.WARNING,
          "What was answered to delivery " + completion.delivery().id() + " could not be stored",
          e);
      return instead;
    }
  }

  private String system(ClaimedDelivery delivery) {
    return connections
        .find(delivery.connectorId())
        .map(connection -> DeliveryAttempt.name(connection.connector()))
        .orElse("the system");
  }

  private void settled(Completion completion) {
    inFlight.remove(completion.delivery().id());
    connectorsChanged |= completion.outcome() == Completion.Outcome.PAUSE;
  }

  /** Holds on to what is still under way, unless it hangs: then the lease runs out. */
  private void renew() {
    Instant now = Instant.now();
    if (renewed.plus(RENEW).isAfter(now)) {
      return;
    }
    renewed = now;
    List<Long> alive = new ArrayList<>();
    inFlight.forEach(
        (delivery, flight) -> {
          if (flight.since().plus(LONGEST_CALL).isAfter(now)) {
            alive.add(delivery);
          }
        });
    if (!alive.isEmpty()) {
      ledger.renew(node, alive, LEASE);
    }
  }

  private void reap() {
    Instant now = Instant.now();
    if (reaped.plus(REAP).isBefore(now)) {
      int lost = ledger.reap();
      reaped = now;
      if (lost > 0) {
        LOG.log(Level.WARNING, "{0} deliveries of a lost node are due again", lost);
      }
    }
  }

  private void finish() {
    Instant end = Instant.now().plus(GRACE);
    while (!inFlight.isEmpty() && Instant.now().isBefore(end)) {
      try {
        settle();
        bell.await(Duration.ofMillis(100));
      } catch (RuntimeException e) {
        complain(e);
        bell.await(LOOK);
      }
    }
  }

  /** Once per trouble: a database that is away for an hour is one line, not thousands. */
  private void complain(RuntimeException e) {
    if (!troubled) {
      troubled = true;
      LOG.log(Level.WARNING, "Deliveries wait, trying again every second", e);
    }
  }
}
