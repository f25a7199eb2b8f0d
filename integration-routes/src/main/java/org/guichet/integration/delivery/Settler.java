package org.guichet.integration.delivery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
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

  private final Bell bell = new Bell();
  private final Queue<Completion> ended = new ConcurrentLinkedQueue<>();
  private final Set<Long> unsettled = ConcurrentHashMap.newKeySet();
  private final DeliveryLedger ledger;
  private final Connections connections;
  private final DeliveryAttempt attempt;
  private final String node;
  private final Runnable settled;
  private volatile boolean running;
  private Thread loop;
  private boolean troubled;

  /**
   * @param settled told after each batch: what waited for it may be due
   */
  Settler(
      DeliveryLedger ledger,
      Connections connections,
      DeliveryAttempt attempt,
      String node,
      Runnable settled) {
    this.ledger = ledger;
    this.connections = connections;
    this.attempt = attempt;
    this.node = node;
    this.settled = settled;
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
    try {
      loop.join(most.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void add(Completion completion) {
    unsettled.add(completion.delivery().id());
    ended.add(completion);
    bell.ring();
  }

  /** Deliveries that have ended and are not written down yet. */
  Collection<Long> unsettled() {
    return unsettled;
  }

  private void work() {
    while (!Thread.currentThread().isInterrupted() && (running || !ended.isEmpty())) {
      try {
        settle();
        troubled = false;
      } catch (RuntimeException e) {
        complain(e);
        pause();
      }
      if (running) {
        bell.await(LOOK);
      }
    }
  }

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
      completions.forEach(completion -> unsettled.remove(completion.delivery().id()));
    } catch (RuntimeException e) {
      settleEach(new ArrayDeque<>(completions));
    }
    settled.run();
  }

  /** One of them may be what the database refuses; the others must not wait for it. */
  private void settleEach(Queue<Completion> completions) {
    try {
      while (!completions.isEmpty()) {
        write(completions.element());
        unsettled.remove(completions.remove().delivery().id());
      }
    } finally {
      ended.addAll(completions); // the database will be back
    }
  }

  /** Without the answer when that is what the database refuses. */
  private void write(Completion completion) {
    try {
      ledger.complete(node, List.of(completion));
    } catch (RuntimeException e) {
      if (!Database.refusesContent(e)) {
        throw e; // the database will be back, and what was answered must not be forgotten
      }
      ledger.complete(node, List.of(attempt.notStored(completion, system(completion))));
      LOG.log(
          Level.WARNING,
          "What was answered to delivery " + completion.delivery().id() + " could not be stored",
          e);
    }
  }

  private String system(Completion completion) {
    return connections
        .find(completion.delivery().connectorId())
        .map(connection -> DeliveryAttempt.name(connection.connector()))
        .orElse("the system");
  }

  private void pause() {
    try {
      Thread.sleep(LOOK.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Once per trouble: a database that is away for an hour is one line, not thousands. */
  private void complain(RuntimeException e) {
    if (!troubled) {
      troubled = true;
      LOG.log(Level.WARNING, "What was delivered cannot be written down yet", e);
    }
  }
}
