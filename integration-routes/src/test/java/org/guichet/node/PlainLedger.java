package org.guichet.node;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.DeliveryLedger;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;

/** The ledger with its transactions, which the container begins otherwise. */
public final class PlainLedger extends DeliveryLedger {
  private final PlainTransactions transactions;

  public PlainLedger(PlainTransactions transactions) {
    this(transactions, Jdbi.create(transactions.dataSource()));
  }

  private PlainLedger(PlainTransactions transactions, Jdbi jdbi) {
    super(jdbi, new Announcer(jdbi));
    this.transactions = transactions;
  }

  @Override
  public List<ClaimedDelivery> claim(String node, Map<Integer, Integer> budget, Duration lease) {
    return transactions.run(() -> super.claim(node, budget, lease));
  }

  @Override
  public Set<Long> renew(String node, Collection<ClaimedDelivery> deliveries, Duration lease) {
    return transactions.run(() -> super.renew(node, deliveries, lease));
  }

  @Override
  public void release(String node, Collection<ClaimedDelivery> deliveries) {
    transactions.run(
        () -> {
          super.release(node, deliveries);
          return null;
        });
  }

  @Override
  public boolean complete(String node, List<Completion> completions) {
    return transactions.run(() -> super.complete(node, completions));
  }

  @Override
  public int reap() {
    return transactions.run(super::reap);
  }
}
