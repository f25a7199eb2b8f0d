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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.DeliveryLedger;
import org.guichet.integration.connector.ConnectionWatch;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.shared.Bell;
import org.guichet.shared.Announcement;
import org.guichet.shared.Settings;

/**
 * Carries deliveries from the ledger to the connectors and back. One thread looks and claims, the
 * {@link Settler} writes down, connectors are made by a third; calls run in the {@link Lane} of
 * their connector, so that a slow system holds up nobody but itself.
 */
@ApplicationScoped
public class Dispatcher {
  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  /** How often the ledger is looked at when nothing rings. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration GRACE = Duration.ofSeconds(10);

  /** How often calls are looked at that may take too long. */
  private static final Duration GUARD = Duration.ofMillis(500);

  /** Nothing more is claimed while so many ends could not be written down. */
  private static final int MOST_UNSETTLED = 2_000;

  private final Bell bell = new Bell();
  private DeliveryLedger ledger;
  private Connections connections;
  private DeliveryAttempt attempt;
  private String node;
  private ThreadFactory threads;
  private ConnectionWatch watch;
  private ExecutorService callers;
  private ScheduledExecutorService guard;
  private Thread loop;
  private Lanes lanes;
  private Leases leases;
  private Settler settler;
  private volatile boolean running;
  private boolean troubled;

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
    this.watch = new ConnectionWatch(connections, bell::ring);
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
      case CONNECTOR -> watch.look();
      default -> {
        // others follow it
      }
    }
  }

  /** Begins to work; the connectors are made by a thread of theirs, so that nobody waits. */
  public synchronized void start() {
    running = true;
    callers = Executors.newCachedThreadPool(threads);
    settler = new Settler(ledger, connections, attempt, node, bell::ring);
    lanes = new Lanes(connections, attempt, callers, this::ended);
    leases = new Leases(ledger, node);
    settler.start(threads);
    watch.start(threads);
    guard = Executors.newSingleThreadScheduledExecutor(threads);
    long pause = GUARD.toMillis();
    guard.scheduleWithFixedDelay(this::guard, pause, pause, TimeUnit.MILLISECONDS);
    loop = threads.newThread(this::work);
    loop.setName("guichet dispatcher");
    loop.start();
  }

  /**
   * Claims nothing more, gives back what has not begun, lets what is on its way end and writes it
   * down. What does not end in time comes back when its lease is over.
   */
  public synchronized void stop() {
    if (!running) {
      return;
    }
    running = false;
    bell.ring();
    try {
      // Calls have their time to end, and then the settler.
      loop.join(GRACE.multipliedBy(2).plusSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    watch.stop();
    guard.shutdownNow();
    callers.shutdownNow();
    connections.close();
  }

  /** Whether connectors are loaded and deliveries flow. */
  public boolean isReady() {
    return running && connections.isReady() && loop.isAlive() && settler.isAlive();
  }

  private void ended(Completion completion) {
    settler.add(completion);
    if (lanes.wantsMore(completion.delivery().connectorId())) {
      bell.ring();
    }
  }

  private void work() {
    while (running && !Thread.currentThread().isInterrupted()) {
      try {
        Duration wait = turn();
        troubled = false;
        bell.await(wait);
      } catch (RuntimeException | Error e) { // the next turn may fare better
        complain(e);
        bell.await(LOOK);
      }
    }
    finish();
  }

  /** On a thread of its own: a database that does not answer must not keep calls from their end. */
  private void guard() {
    try {
      lanes.guard(Instant.now());
    } catch (RuntimeException | Error e) {
      complain(e);
    }
  }

  /**
   * One look at everything, first at what is due: somebody waits for it.
   *
   * @return how long nothing is to be expected
   */
  private Duration turn() {
    Instant now = Instant.now();
    lanes.follow();
    Map<Integer, Integer> budget =
        settler.unsettled().size() > MOST_UNSETTLED ? Map.of() : lanes.budget(now);
    List<ClaimedDelivery> claimed =
        budget.isEmpty() ? List.of() : ledger.claim(node, budget, Leases.LEASE);
    lanes.add(claimed, budget, Leases.safeUntil(now));
    leases.look(this::held, lanes::prolong);
    release(lanes.unsent(now));
    lanes.news().forEach(this::tell);
    return claimed.isEmpty() && !budget.isEmpty() ? untilNext() : LOOK;
  }

  private Collection<ClaimedDelivery> held() {
    List<ClaimedDelivery> held = new ArrayList<>(lanes.held());
    held.addAll(settler.unsettled());
    return held;
  }

  private void release(List<ClaimedDelivery> unsent) {
    if (!unsent.isEmpty()) {
      ledger.release(node, unsent);
    }
  }

  private void tell(Lanes.Standing standing) {
    connections.tell(node, standing.connectorId(), standing.restsUntil(), standing.reason());
  }

  private Duration untilNext() {
    Duration due = ledger.untilNextDue().orElse(LOOK);
    Instant now = Instant.now();
    Duration next = lanes.nextTry(now).map(time -> Duration.between(now, time)).orElse(LOOK);
    return Stream.of(LOOK, due, next).min(Duration::compareTo).orElseThrow();
  }

  private void finish() {
    try {
      release(lanes.takeBack());
    } catch (RuntimeException e) {
      complain(e); // their leases run out
    }
    Instant end = Instant.now().plus(GRACE);
    while (!lanes.areIdle() && Instant.now().isBefore(end)) {
      bell.await(Duration.ofMillis(50));
    }
    settler.stop(GRACE);
  }

  /** Once per trouble: a database that is away for an hour is one line, not thousands. */
  private void complain(Throwable e) {
    if (!troubled) {
      troubled = true;
      LOG.log(Level.WARNING, "Deliveries wait, trying again every second", e);
    }
  }
}
