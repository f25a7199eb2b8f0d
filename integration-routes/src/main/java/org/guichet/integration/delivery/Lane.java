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
import java.util.stream.Stream;
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
  private final Width width = new Width();
  private final Queue<LeasedDelivery> waiting = new ArrayDeque<>();
  private final List<ClaimedDelivery> doubtful = new ArrayList<>();
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
      width.reset();
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
    return places() + pace.ahead(now) - busy;
  }

  /** Whether a place is free, or less than half of what it may have in store is left. */
  synchronized boolean isLow(Instant now) {
    return room(now) > pace.ahead(now) / 2;
  }

  /** Whether it is low although the ledger may have more: a moment to look. */
  synchronized boolean wantsMore() {
    return mayHaveMore && isLow(Instant.now());
  }

  /** Something may have become due while it had enough. */
  synchronized void expectMore() {
    mayHaveMore = true;
  }

  private boolean isOpen(Instant now) {
    return !connection.connector().isPaused() && now.isAfter(heldUntil) && !breaker.rests(now);
  }

  private int concurrency() {
    return connection.connector().concurrency();
  }

  /** Threads at once; one that hangs has a place of its own as long as there are any. */
  private int places() {
    return Math.min(concurrency(), width.now(concurrency()) + hanging.size());
  }

  /**
   * Takes what was claimed for it.
   *
   * @param asked how many it could have got
   * @param safeUntil until when no other node can have them
   */
  synchronized void add(List<ClaimedDelivery> claimed, int asked, Instant safeUntil) {
    claimed.forEach(delivery -> waiting.add(new LeasedDelivery(delivery, safeUntil)));
    mayHaveMore = claimed.size() >= asked;
    run(waiting.size());
  }

  /** The leases of these were prolonged. */
  synchronized void prolong(Set<Long> deliveries, Instant safeUntil) {
    Stream.concat(waiting.stream(), flights.values().stream().map(Flight::leased))
        .filter(leased -> deliveries.contains(leased.id()))
        .forEach(leased -> leased.prolong(safeUntil));
  }

  private void run(int deliveries) {
    for (int i = Math.min(deliveries, places() - runners); i > 0; i--) {
      runners++;
      threads.execute(this::run);
    }
  }

  /** Gives back what has not begun, once nothing more may begin, and what may be another's. */
  synchronized List<ClaimedDelivery> unsent(Instant now) {
    if (!isOpen(now)) {
      return takeBack();
    }
    List<ClaimedDelivery> back = List.copyOf(doubtful);
    doubtful.clear();
    return back;
  }

  /** Gives back all that has not begun. */
  synchronized List<ClaimedDelivery> takeBack() {
    waiting.forEach(leased -> doubtful.add(leased.delivery()));
    waiting.clear();
    List<ClaimedDelivery> back = List.copyOf(doubtful);
    doubtful.clear();
    return back;
  }

  /** The deliveries whose leases are to be held. */
  synchronized Collection<ClaimedDelivery> held() {
    return Stream.concat(waiting.stream(), flights.values().stream().map(Flight::leased))
        .map(LeasedDelivery::delivery)
        .toList();
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
      flight.guard(limit, now);
      if (flight.ignoresInterrupts(GRACE, now) && flight.end()) {
        flights.remove(flight.delivery().id());
        hanging.add(flight);
        tell(flight, brokenOff(flight, null), now);
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
    LeasedDelivery leased =
        isOpen(now) && runners <= places() && !isInDoubt() ? takeSafe(now) : null;
    if (leased == null) {
      runners--;
      return null;
    }
    Flight flight = new Flight(leased, now, Thread.currentThread());
    flights.put(leased.id(), flight);
    return flight;
  }

  /** After a standstill, of this node or of its database, others may have what waited here. */
  private LeasedDelivery takeSafe(Instant now) {
    LeasedDelivery next = waiting.poll();
    while (next != null && !next.isSafe(now)) {
      doubtful.add(next.delivery());
      next = waiting.poll();
    }
    return next;
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
      tell(flight, broken ? brokenOff(flight, completion) : completion, Instant.now());
    }
    return true;
  }

  private Completion brokenOff(Flight flight, Completion completion) {
    if (flight.wasCutOff()) {
      return attempt.cutOff(flight.delivery(), connection, flight.since(), completion);
    }
    interruptedInARow++;
    int stuck = Math.max(interruptedInARow, hanging.size());
    boolean isStuck = stuck >= concurrency();
    return attempt.brokenOff(
        flight.delivery(), connection, flight.since(), completion, isStuck ? stuck : 0);
  }

  private void tell(Flight flight, Completion completion, Instant now) {
    pace.count();
    if (!flight.wasCutOff()) { // that says nothing about the system
      follow(flight, completion, now);
    }
    ended.accept(completion);
  }

  private void follow(Flight flight, Completion completion, Instant now) {
    breaker.follow(completion, now);
    if (width.follow(completion, flight.since(), now, concurrency())) {
      LOG.log(
          Level.WARNING,
          "{0} did not answer in time: {1} calls at once from now on, more when it does",
          connection.connector().key(),
          width.now(concurrency()));
    }
    if (completion.outcome() == Outcome.PAUSE) {
      heldUntil = now.plus(HOLD);
    }
  }
}
