package org.guichet.integration.connector;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Routes that another one has replaced, until the calls in them have ended. Who holds a connection
 * already may still begin one, so each stays for a while although it is idle.
 */
final class RetiredRoutes {
  /** Between the look at a connection and the last call of the attempt lies no more, mostly. */
  private static final Duration LINGER = Duration.ofSeconds(5);

  /** How much longer than its time limit a call may take to notice that it was broken off. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Map<String, Term> terms = new HashMap<>();

  private record Term(Instant begin, Instant end) {}

  void add(Connection connection) {
    Instant now = Instant.now();
    terms.put(
        connection.route(),
        new Term(now.plus(LINGER), now.plus(connection.connector().timeLimit()).plus(GRACE)));
  }

  /** There are none any more. */
  void clear() {
    terms.clear();
  }

  /** Takes those away that are idle, or whose time is over. */
  void close(ConnectorRoutes routes, Instant now) {
    terms
        .entrySet()
        .removeIf(
            term -> {
              boolean isOver =
                  now.isAfter(term.getValue().end())
                      || now.isAfter(term.getValue().begin()) && !routes.isBusy(term.getKey());
              if (isOver) {
                routes.closeInBackground(term.getKey());
              }
              return isOver;
            });
  }
}
