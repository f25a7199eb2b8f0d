package org.guichet.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.guichet.delivery.AttemptRecord;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.Completion.Outcome;
import org.guichet.delivery.DeliveryLedger;
import org.guichet.delivery.Receipt;
import org.guichet.integration.Eventually;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.connector.ScriptedSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The dispatcher on a ledger that refuses, as a database does that cannot keep a receipt. */
class DispatcherTest {
  private static final long CULPRIT = 2;
  private final Connection helpDesk = ScriptedSystem.connection(true, (verb, body) -> "{}");
  private final RefusingLedger ledger = new RefusingLedger();
  private Dispatcher dispatcher;

  /** Three deliveries are due; one transaction keeps all of a batch or nothing. */
  private static final class RefusingLedger extends DeliveryLedger {
    private final Queue<ClaimedDelivery> due =
        LongStream.of(1, CULPRIT, 3)
            .mapToObj(DispatcherTest::delivery)
            .collect(Collectors.toCollection(ConcurrentLinkedQueue::new));
    private final Queue<Completion> kept = new ConcurrentLinkedQueue<>();
    private volatile boolean keepsNothing;
    private volatile int reaped;

    @Override
    public List<ClaimedDelivery> claim(String node, Map<Integer, Integer> budget, Duration lease) {
      ClaimedDelivery next = due.poll();
      return next == null ? List.of() : List.of(next);
    }

    @Override
    public boolean complete(String node, List<Completion> completions) {
      if (keepsNothing || completions.stream().anyMatch(RefusingLedger::isRefused)) {
        throw new IllegalStateException(new SQLException("value too long for the index", "54000"));
      }
      kept.addAll(completions);
      return false;
    }

    private static boolean isRefused(Completion completion) {
      return completion.delivery().id() == CULPRIT && completion.outcome() == Outcome.CONFIRMED;
    }

    @Override
    public Set<Long> renew(String node, Collection<ClaimedDelivery> deliveries, Duration lease) {
      return Set.of();
    }

    @Override
    public int reap() {
      return reaped++;
    }

    @Override
    public Optional<Duration> untilNextDue() {
      return Optional.empty();
    }
  }

  private static ClaimedDelivery delivery(long id) {
    return new ClaimedDelivery(
        id,
        1,
        UUID.randomUUID(),
        "R-1",
        1,
        1,
        false,
        "{}",
        "{}",
        "helpdesk-ticket",
        ".",
        1,
        1,
        null);
  }

  private void start() {
    Connections connections =
        new Connections(null, null) {
          @Override
          public void refresh() {}

          @Override
          public void close() {}

          @Override
          public List<Connection> all() {
            return List.of(helpDesk);
          }

          @Override
          public Optional<Connection> find(int connectorId) {
            return Optional.of(helpDesk);
          }
        };
    DeliveryAttempt confirms =
        new DeliveryAttempt() {
          @Override
          public Completion run(ClaimedDelivery delivery, Connection connection) {
            AttemptRecord record =
                new AttemptRecord(Instant.now(), 1, 200, null, null, "sent", "answered", "t");
            return Completion.confirmed(delivery, record, new Receipt("HD-1", null, null));
          }
        };
    dispatcher = new Dispatcher(ledger, connections, confirms, "node-a", Thread::new);
    dispatcher.start();
  }

  @AfterEach
  void stop() {
    ledger.keepsNothing = false;
    dispatcher.stop();
  }

  private Completion kept(long id) throws Exception {
    return Eventually.value(
            () -> ledger.kept.stream().filter(c -> c.delivery().id() == id).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  @Test
  void aReceiptThatCannotBeKeptStopsNobodyElse() throws Exception {
    start();

    assertThat(kept(1).outcome()).isEqualTo(Outcome.CONFIRMED);
    assertThat(kept(3).outcome()).isEqualTo(Outcome.CONFIRMED);
    Completion culprit = kept(CULPRIT);
    assertThat(culprit.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(culprit.nextAttemptAt()).isAfter(Instant.now());
    assertThat(culprit.attempt().sentence())
        .isEqualTo("What Help desk answered could not be stored.");
    assertThat(ledger.kept).hasSize(3);
  }

  @Test
  void whatCannotBeWrittenDownDoesNotStopTheLookForLostDeliveries() throws Exception {
    ledger.keepsNothing = true;
    start();
    Eventually.value(() -> ledger.due.isEmpty(), isEmpty -> isEmpty);
    assertThat(ledger.due).isEmpty();
    int before = ledger.reaped;
    assertThat(Eventually.value(() -> ledger.reaped, now -> now > before)).isGreaterThan(before);

    ledger.keepsNothing = false;
    assertThat(kept(1).outcome()).isEqualTo(Outcome.CONFIRMED);
  }
}
