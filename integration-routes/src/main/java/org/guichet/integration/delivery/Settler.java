package org.guichet.integration.delivery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.DeliveryLedger;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.shared.Bell;
import org.guichet.shared.Database;

/**
 * Writes down how deliveries ended, all that have ended meanwhile together, on a thread of its own:
 * what is due is claimed while the last batch is being committed.
 */
final class Settler {
  private static final Logger LOG = System.getLogger(Settler.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(1);

  /**
   * Under load a batch gathers for so long: a commit costs the same for one end as for hundreds.
   */
  private static final Duration LINGER = Duration.ofMillis(40);

  /** A batch of so many tells of load; smaller ones are written down at once. */
  private static final int BUSY = 12;

  private static final int MOST_IN_BATCH = 300;

  private final Bell bell = new Bell();
  private final Bell stopping = new Bell();
  private final Queue<Completion> ended = new ConcurrentLinkedQueue<>();
  private final Queue<Completion> refused = new ConcurrentLinkedQueue<>();
  private final Map<Long, ClaimedDelivery> unsettled = new ConcurrentHashMap<>();
  private final DeliveryLedger ledger;
  private final Connections connections;
  private final DeliveryAttempt attempt;
  private final String node;
  private final Runnable freed;
  private volatile boolean running;
  private Thread loop;
  private boolean busy;
  private boolean troubled;
  private Instant refusedAt = Instant.EPOCH;

  /**
   * @param freed told when others that had waited for what was written down are due
   */
  Settler(
      DeliveryLedger ledger,
      Connections connections,
      DeliveryAttempt attempt,
      String node,
      Runnable freed) {
    this.ledger = ledger;
    this.connections = connections;
    this.attempt = attempt;
    this.node = node;
    this.freed = freed;
  }

  void start(ThreadFactory threads) {
    running = true;
    loop = threads.newThread(this::work);
    loop.setName("guichet settler");
    loop.start();
  }

  /** Writes what there is, as long as it is given time. */
  void stop(Duration most) {
    running = false;
    bell.ring();
    stopping.ring();
    try {
      loop.join(most.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isAlive() {
    return loop.isAlive();
  }

  void add(Completion completion) {
    unsettled.put(completion.delivery().id(), completion.delivery());
    ended.add(completion);
    bell.ring();
  }

  /** Deliveries that have ended and are not written down yet. */
  Collection<ClaimedDelivery> unsettled() {
    return unsettled.values();
  }

  private void work() {
    while (!Thread.currentThread().isInterrupted() && (running || !ended.isEmpty())) {
      try {
        settle();
        troubled = false;
      } catch (RuntimeException | Error e) { // the next batch may fare better
        complain(e);
        stopping.await(LOOK);
      }
      if (running) {
        bell.await(LOOK);
      }
    }
    Queue<Completion> left = new ArrayDeque<>(refused); // a last chance, one by one
    left.addAll(ended);
    try {
      settleEach(left);
    } catch (RuntimeException e) {
      complain(e); // their leases run out
    }
  }

  private void settle() {
    if (busy && running) {
      stopping.await(LINGER);
    }
    List<Completion> completions = new ArrayList<>();
    while (completions.size() < MOST_IN_BATCH && !ended.isEmpty()) {
      completions.add(ended.remove());
    }
    busy = completions.size() >= BUSY;
    if (!completions.isEmpty()) {
      write(completions);
    }
    if (!ended.isEmpty()) {
      bell.ring();
    }
    tryRefused();
  }

  private void write(List<Completion> completions) {
    boolean freedSome;
    try {
      freedSome = ledger.complete(node, completions);
      completions.forEach(this::forget);
    } catch (RuntimeException | Error e) { // those that are not written go back, whatever happens
      freedSome = settleEach(new ArrayDeque<>(completions));
    }
    if (freedSome) {
      freed.run();
    }
  }

  private void forget(Completion completion) {
    unsettled.remove(completion.delivery().id());
  }

  /** One of them may be what the database refuses; the others must not wait for it. */
  private boolean settleEach(Queue<Completion> completions) {
    boolean freedSome = false;
    try {
      while (!completions.isEmpty()) {
        freedSome |= settleOne(completions.element());
        completions.remove();
      }
    } finally {
      ended.addAll(completions); // the database will be back
    }
    return freedSome;
  }

  private boolean settleOne(Completion completion) {
    try {
      boolean freedSome = write(completion);
      forget(completion);
      return freedSome;
    } catch (RuntimeException e) {
      if (Database.isAway(e)) {
        throw e;
      }
      complain(e);
      refused.add(completion);
      return false;
    }
  }

  /** What could not be written down is tried again by itself, now and then. */
  private void tryRefused() {
    if (refused.isEmpty() || refusedAt.plus(LOOK).isAfter(Instant.now())) {
      return;
    }
    refusedAt = Instant.now();
    Queue<Completion> again = new ArrayDeque<>(refused);
    refused.removeAll(again);
    try {
      if (settleEach(again)) {
        freed.run();
      }
    } finally {
      refusedAt = Instant.now();
    }
  }

  /** Without the answer when that is what the database refuses. */
  private boolean write(Completion completion) {
    try {
      return ledger.complete(node, List.of(completion));
    } catch (RuntimeException e) {
      if (!Database.refusesContent(e)) {
        throw e; // what was answered must not be forgotten
      }
      boolean freedSome =
          ledger.complete(node, List.of(attempt.notStored(completion, system(completion))));
      LOG.log(
          Level.WARNING,
          "What was answered to delivery " + completion.delivery().id() + " could not be stored",
          e);
      return freedSome;
    }
  }

  private String system(Completion completion) {
    return connections
        .find(completion.delivery().connectorId())
        .map(connection -> DeliveryAttempt.name(connection.connector()))
        .orElse("the system");
  }

  /** Once per trouble: a database that is away for an hour is one line, not thousands. */
  private void complain(Throwable e) {
    if (!troubled) {
      troubled = true;
      LOG.log(Level.WARNING, "What was delivered cannot be written down yet", e);
    }
  }
}
