package org.guichet.integration.delivery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.Completion.Outcome;
import org.guichet.integration.connector.Connection;

/**
 * One connector's bulkhead on this node: its deliveries in store and on their way, on no more
 * threads than its concurrency. A thread that does not end keeps its place, so that a Kamelet that
 * hangs takes nobody else's.
 */
final class Lane {
  private static final Logger LOG = System.getLogger(Lane.class.getName());

  /** How long a call may take to end after it was interrupted. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Until the database says that the connector is paused, after an answer that pauses it. */
  private static final Duration HOLD = Duration.ofSeconds(2);

  private final DeliveryAttempt attempt;
  private final Supplier<Connection> latest;
  private final Executor threads;
  private final Consumer<Completion> ended;
  private final Breaker breaker = new Breaker();
  private final Pace pace = new Pace();
  private final Queue<ClaimedDelivery> waiting = new ArrayDeque<>();
  private final Map<Long, Flight> flights = new HashMap<>();
  private final Set<Flight> hanging = new HashSet<>();
  private Connection connection;
  private int runners;
  private int interruptedInARow;
  private Instant heldUntil = Instant.EPOCH;
  private boolean mayHaveMore;

  /**
   * @param latest the connection as it is at the last moment: a replaced one's route is gone soon
   * @param ended hears how each delivery ended
   */
  Lane(
      Connection connection,
      Supplier<Connection> latest,
      DeliveryAttempt attempt,
      Executor threads,
      Consumer<Completion> ended) {
    this.connection = connection;
    this.latest = latest;
    this.attempt = attempt;
    this.threads = threads;
    this.ended = ended;
  }

  Breaker breaker() {
    return breaker;
  }

  /**
   * Takes over what became of the connector; another route, or one that a person resumed, starts
   * with a clean slate.
   */
  synchronized void follow(Connection now) {
    boolean isResumed = connection.connector().isPaused() && !now.connector().isPaused();
    if (isResumed || !now.isSameRoute(connection)) {
      breaker.close();
      interruptedInARow = 0;
      runners -= hanging.size();
      hanging.clear();
    }
    connection = now;
  }

  /** How many more deliveries it takes. */
  synchronized int room(Instant now) {
    int busy = waiting.size() + flights.size() + hanging.size();
    if (!isOpen(now)) {
      return 0;
    }
    if (!breaker.isClosed()) {
      boolean isFree = waiting.isEmpty() && flights.isEmpty() && hanging.size() < concurrency();
      return isFree ? 1 : 0;
    }
    return concurrency() + pace.ahead(now) - busy;
  }

  private boolean isOpen(Instant now) {
    return !connection.connector().isPaused() && now.isAfter(heldUntil) && !breaker.rests(now);
  }

  private int concurrency() {
    return connection.connector().concurrency();
  }

  /**
   * Takes what was claimed for it.
   *
   * @param asked how many it could have got
   */
  synchronized void add(List<ClaimedDelivery> claimed, int asked) {
    waiting.addAll(claimed);
    mayHaveMore = claimed.size() >= asked;
    run(waiting.size());
  }

  private void run(int deliveries) {
    for (int i = Math.min(deliveries, concurrency() - runners); i > 0; i--) {
      runners++;
      threads.execute(this::run);
    }
  }

  /** Whether it has nothing in store although the ledger may have more. */
  synchronized boolean hasRunDry() {
    return mayHaveMore && waiting.isEmpty();
  }

  /** Gives back what has not begun, once nothing more may begin. */
  synchronized List<ClaimedDelivery> unsent(Instant now) {
    return isOpen(now) ? List.of() : takeBack();
  }

  /** Gives back all that has not begun. */
  synchronized List<ClaimedDelivery> takeBack() {
    List<ClaimedDelivery> back = List.copyOf(waiting);
    waiting.clear();
    return back;
  }

  /** The deliveries whose leases are to be held. */
  synchronized Collection<Long> held() {
    List<Long> held = new ArrayList<>(flights.keySet());
    waiting.forEach(delivery -> held.add(delivery.id()));
    return held;
  }

  synchronized boolean isIdle() {
    return waiting.isEmpty() && flights.isEmpty();
  }

  /** Interrupts calls that take too long, and gives up those that do not care. */
  synchronized void guard(Instant now) {
    if (isOpen(now)) {
      run(waiting.size()); // nobody may be left to take what waits, after a short rest
    }
    Duration limit = connection.connector().timeLimit();
    for (Flight flight : List.copyOf(flights.values())) {
      flight.interruptAfter(limit, now);
      if (flight.ignoresInterrupts(GRACE, now) && flight.end()) {
        flights.remove(flight.delivery().id());
        hanging.add(flight);
        tell(brokenOff(flight, null), now);
      }
    }
  }

  private void run() {
    for (Flight flight = next(); flight != null; flight = next()) {
      Completion completion = carry(flight.delivery());
      if (!land(flight, completion)) {
        return;
      }
    }
  }

  private synchronized Flight next() {
    Instant now = Instant.now();
    ClaimedDelivery delivery =
        isOpen(now) && runners <= concurrency() && !isInDoubt() ? waiting.poll() : null;
    if (delivery == null) {
      runners--;
      return null;
    }
    Flight flight = new Flight(delivery, now, Thread.currentThread());
    flights.put(delivery.id(), flight);
    return flight;
  }

  /**
   * Whether calls have been interrupted and not ended: they may be about to pause the connector.
   */
  private boolean isInDoubt() {
    return flights.values().stream().anyMatch(Flight::wasInterrupted);
  }

  /** Null after a fault of ours: the lease runs out, and the delivery is tried again by then. */
  private Completion carry(ClaimedDelivery delivery) {
    try {
      return attempt.run(delivery, latest.get());
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "The attempt of delivery " + delivery.id() + " failed here", e);
      return null;
    }
  }

  /** False when it was given up meanwhile: then this thread is not needed any more. */
  private synchronized boolean land(Flight flight, Completion completion) {
    Thread.interrupted(); // one that came a moment too late is not for the next delivery
    if (!flight.end()) {
      runners -= hanging.remove(flight) ? 1 : 0;
      return false;
    }
    flights.remove(flight.delivery().id());
    if (completion != null) {
      boolean broken = flight.wasInterrupted() && completion.outcome() != Outcome.CONFIRMED;
      interruptedInARow = broken ? interruptedInARow : 0;
      tell(broken ? brokenOff(flight, completion) : completion, Instant.now());
    }
    return true;
  }

  private Completion brokenOff(Flight flight, Completion completion) {
    interruptedInARow++;
    int stuck = Math.max(interruptedInARow, hanging.size());
    boolean isStuck = stuck >= concurrency();
    return attempt.brokenOff(
        flight.delivery(), connection, flight.since(), completion, isStuck ? stuck : 0);
  }

  private void tell(Completion completion, Instant now) {
    pace.count();
    breaker.follow(completion, now);
    if (completion.outcome() == Outcome.PAUSE) {
      heldUntil = now.plus(HOLD);
    }
    ended.accept(completion);
  }
}
