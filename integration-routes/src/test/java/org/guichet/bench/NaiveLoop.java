package org.guichet.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.DeliveryLedger;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.delivery.DeliveryAttempt;

/** What one would write first: each thread claims one delivery, sends it, completes it. */
final class NaiveLoop implements Runner.Loop {
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final DeliveryLedger ledger;
  private final List<Connection> connections;
  private final DeliveryAttempt attempt = new DeliveryAttempt();

  NaiveLoop(DeliveryLedger ledger, Connections connections) {
    this.ledger = ledger;
    this.connections = connections.all();
  }

  @Override
  public int step(int thread) {
    Connection connection = connections.get(thread % connections.size());
    List<ClaimedDelivery> claimed =
        ledger.claim("naive", Map.of(connection.connector().id(), 1), LEASE);
    for (ClaimedDelivery delivery : claimed) {
      ledger.complete("naive", List.of(attempt.run(delivery, connection)));
    }
    return claimed.size();
  }
}
