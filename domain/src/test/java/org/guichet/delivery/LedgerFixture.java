package org.guichet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.request.Submission;
import org.guichet.request.Ticket;
import org.guichet.shared.TestDomain;

/** A company whose requests are carried by the test itself: it claims, and says how it went. */
final class LedgerFixture implements AutoCloseable {
  static final Duration LEASE = Duration.ofSeconds(40);

  final TestDomain domain = TestDomain.start();
  final Viewer camille = domain.viewer("camille", Role.CUSTOMER);
  final Viewer sofia = domain.viewer("sofia", Role.SUPERVISOR);
  private final Map<String, Integer> connectors =
      new Connectors(domain.jdbi, null, null)
          .all().stream().collect(Collectors.toMap(Connector::key, Connector::id));

  String submit() {
    Map<String, String> fields = Map.of("device", "Laptop", "description", "Broken");
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                camille, new Submission("device-repair", fields, UUID.randomUUID())));
  }

  int connector(String key) {
    return connectors.get(key);
  }

  List<ClaimedDelivery> claim(String connector) {
    return domain.inTransaction(
        () -> domain.ledger.claim("a", Map.of(connectors.get(connector), 1000), LEASE));
  }

  ClaimedDelivery claimOne(String connector) {
    List<ClaimedDelivery> claimed = claim(connector);
    assertThat(claimed).hasSize(1);
    return claimed.get(0);
  }

  void complete(Completion... completions) {
    run(() -> domain.ledger.complete("a", List.of(completions)));
  }

  void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  /** Claims it and lets it be refused for good. */
  ClaimedDelivery dead(String connector) {
    ClaimedDelivery delivery = claimOne(connector);
    complete(Completion.dead(delivery, attempt("refused", "It was refused.")));
    return delivery;
  }

  /** Claims it and lets it be confirmed. */
  ClaimedDelivery confirmed(String connector, String externalId) {
    ClaimedDelivery delivery = claimOne(connector);
    complete(
        Completion.confirmed(
            delivery, attempt(null, null), new Receipt(externalId, "http://x", "new")));
    return delivery;
  }

  static AttemptRecord attempt(String errorClass, String sentence) {
    return new AttemptRecord(
        Instant.now(), 12, 200, errorClass, sentence, "{\"a\": 1}", "{}", "0af7651916cd43dd");
  }

  DeliveryRow row(long id) {
    return domain.deliveries.find(sofia, id).orElseThrow();
  }

  Ticket ticket(Viewer viewer, String number, String connector) {
    return domain.requests.view(viewer, number).strip().stream()
        .filter(ticket -> ticket.connector().equals(connector))
        .findFirst()
        .orElseThrow();
  }

  void sql(String statement) {
    domain.jdbi.useHandle(handle -> handle.execute(statement));
  }

  @Override
  public void close() throws Exception {
    domain.close();
  }
}
