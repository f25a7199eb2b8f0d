package org.guichet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Two nodes at one ledger, each with its own connections. */
class TwoNodesIT {
  private static final int REQUESTS = 20;
  private static final int EVENTS = 10;

  private final List<ClaimedDelivery> claimed = Collections.synchronizedList(new ArrayList<>());

  /** A node that claims a few, confirms them, and ends when nothing has come for a while. */
  private Callable<Void> node(String name, LedgerFixture fixture) {
    return () -> {
      Jdbi jdbi = Jdbi.create(fixture.domain.url(), fixture.domain.user(), "");
      DeliveryLedger ledger = new DeliveryLedger(jdbi, new Announcer(jdbi));
      Instant end = Instant.now().plusSeconds(60);
      while (claimed.size() < REQUESTS * (EVENTS + 1) && Instant.now().isBefore(end)) {
        List<ClaimedDelivery> mine =
            jdbi.inTransaction(
                handle ->
                    ledger.claim(name, Map.of(fixture.connector("crm"), 7), LedgerFixture.LEASE));
        claimed.addAll(mine);
        List<Completion> ends = new ArrayList<>();
        for (ClaimedDelivery delivery : mine) {
          ends.add(
              Completion.confirmed(
                  delivery,
                  LedgerFixture.attempt(null, null),
                  new Receipt("C-" + delivery.requestId(), null, null)));
        }
        jdbi.useTransaction(handle -> ledger.complete(name, ends));
      }
      return null;
    };
  }

  @Test
  void neverTakeTheSameAndKeepTheOrderOfEachRequest() throws Exception {
    try (LedgerFixture fixture = new LedgerFixture()) {
      for (int i = 0; i < REQUESTS; i++) {
        fixture.submit();
      }
      List<UUID> requests =
          fixture.domain.jdbi.withHandle(
              handle ->
                  handle.createQuery("select id from service_request").mapTo(UUID.class).list());
      fixture.run(
          () -> {
            for (int event = 0; event < EVENTS; event++) {
              for (UUID request : requests) {
                new Outbox(fixture.domain.jdbi)
                    .append(request, "payment.received", JsonValue.EMPTY_JSON_OBJECT, null);
              }
            }
          });

      ExecutorService nodes = Executors.newFixedThreadPool(2);
      List<Future<Void>> ended = nodes.invokeAll(List.of(node("a", fixture), node("b", fixture)));
      nodes.shutdown();
      for (Future<Void> one : ended) {
        one.get();
      }

      assertThat(claimed).hasSize(REQUESTS * (EVENTS + 1));
      assertThat(claimed).extracting(ClaimedDelivery::id).doesNotHaveDuplicates();
      Map<UUID, Long> last = new HashMap<>();
      for (ClaimedDelivery delivery : claimed) {
        Long before = last.put(delivery.requestId(), delivery.id());
        assertThat(before == null || before < delivery.id()).isTrue();
      }
    }
  }
}
