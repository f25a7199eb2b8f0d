package org.guichet.integration.inquiry;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.guichet.inquiry.OpenInquiry;

/**
 * The few places that one connector has for questions, apart from those of its deliveries. A call
 * that does not end keeps its place; after one that came too late the system is spared for a
 * moment, so that not everybody waits for it in vain.
 */
final class InquiryLane {
  static final int PLACES = 4;

  private static final Duration REST = Duration.ofSeconds(5);

  private final Set<Flight> flights = new HashSet<>();
  private Instant restsUntil = Instant.EPOCH;

  /** A call on its way. */
  static final class Flight {
    private final OpenInquiry inquiry;
    private final Instant deadline;
    private Thread thread;
    private boolean ended;

    private Flight(OpenInquiry inquiry, Instant now) {
      this.inquiry = inquiry;
      this.deadline = now.plus(inquiry.left());
    }

    OpenInquiry inquiry() {
      return inquiry;
    }

    /** From now on this thread carries it. */
    synchronized void begin() {
      thread = Thread.currentThread();
    }

    /** Whether it has not been given up before: only then its end counts. */
    synchronized boolean end() {
      boolean isFirst = !ended;
      ended = true;
      thread = null;
      Thread.interrupted(); // one that came a moment too late is not for the next call
      return isFirst;
    }

    private synchronized boolean hasEnded() {
      return ended;
    }

    private synchronized boolean giveUp(Instant now) {
      if (ended || now.isBefore(deadline)) {
        return false;
      }
      ended = true;
      if (thread != null) {
        thread.interrupt();
      }
      return true;
    }
  }

  /** Why nothing is asked just now; null when it can be. */
  synchronized String closed(Instant now) {
    if (now.isBefore(restsUntil)) {
      return "It did not answer in time a moment ago, and is not asked for some seconds.";
    }
    return flights.size() < PLACES
        ? null
        : "It is still busy with " + PLACES + " earlier questions of this node.";
  }

  synchronized Flight add(OpenInquiry inquiry, Instant now) {
    Flight flight = new Flight(inquiry, now);
    flights.add(flight);
    return flight;
  }

  /** The call has ended, in time or not. */
  synchronized void remove(Flight flight) {
    flights.remove(flight);
  }

  /** Gives up those whose time is over. */
  synchronized List<OpenInquiry> overdue(Instant now) {
    List<OpenInquiry> late =
        flights.stream().filter(flight -> flight.giveUp(now)).map(Flight::inquiry).toList();
    if (!late.isEmpty()) {
      restsUntil = now.plus(REST);
    }
    return late;
  }

  /** When the first of them is overdue; far away when none is on its way. */
  synchronized Instant nextDeadline() {
    return flights.stream()
        .filter(flight -> !flight.hasEnded())
        .map(flight -> flight.deadline)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }
}
