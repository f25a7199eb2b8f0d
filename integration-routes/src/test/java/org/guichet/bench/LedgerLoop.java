package org.guichet.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guichet.delivery.AttemptRecord;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.DeliveryLedger;
import org.guichet.delivery.Receipt;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;

/** Claims and completes in batches and sends nothing: what the ledger alone allows. */
final class LedgerLoop implements Runner.Loop {
  private static final int BATCH_OF_CONNECTOR = 32;
  private static final String BODY = "{\"text\":\"" + "x".repeat(400) + "\"}";
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final DeliveryLedger ledger;
  private final Map<Integer, Integer> budget = new HashMap<>();

  LedgerLoop(DeliveryLedger ledger, Connections connections) {
    this.ledger = ledger;
    for (Connection connection : connections.all()) {
      budget.put(connection.connector().id(), BATCH_OF_CONNECTOR);
    }
  }

  @Override
  public int step(int thread) {
    List<ClaimedDelivery> claimed = ledger.claim("ledger", budget, LEASE);
    ledger.complete("ledger", claimed.stream().map(LedgerLoop::confirmed).toList());
    return claimed.size();
  }

  private static Completion confirmed(ClaimedDelivery delivery) {
    AttemptRecord attempt =
        new AttemptRecord(Instant.now(), 1, 201, null, null, BODY, BODY, "0".repeat(32));
    return Completion.confirmed(
        delivery, attempt, new Receipt("L-" + delivery.id(), "http://localhost/", "draft"));
  }
}
