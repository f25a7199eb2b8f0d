package org.guichet.demo;

import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import org.guichet.demo.BelievableCompany.System;

/** The event of a request, its deliveries with their attempts, and its numbers in the systems. */
final class BelievableDeliveries {
  private static final int CONFIRMED = 2;
  private static final int DEAD = 4;

  /** Above what the simulator gives out by itself. */
  private static final int FIRST_NUMBER = 100_000;

  /** What the ledger keeps of settled deliveries: docs/operations.md. */
  private static final Duration ATTEMPTS_KEPT = Duration.ofDays(180);

  private static final Map<String, String> WORDS =
      Map.of(
          "SUBMITTED", "new",
          "IN_PROGRESS", "in repair",
          "WAITING_FOR_CUSTOMER", "waiting for customer",
          "SOLVED", "solved",
          "CLOSED", "closed");

  private final Random random;
  private final List<System> systems;
  private final Instant today;
  private long event;
  private long delivery;
  private int told;

  /**
   * @param event the first free key of an event
   * @param delivery the first free key of a delivery
   */
  BelievableDeliveries(
      Random random, List<System> systems, Instant today, long event, long delivery) {
    this.random = random;
    this.systems = systems;
    this.today = today;
    this.event = event;
    this.delivery = delivery;
  }

  long nextEvent() {
    return event;
  }

  long nextDelivery() {
    return delivery;
  }

  String invoicing() {
    return system("invoicing").key();
  }

  int invoicingId() {
    return system("invoicing").id();
  }

  private System system(String key) {
    return systems.stream().filter(one -> one.key().equals(key)).findFirst().orElse(systems.get(0));
  }

  /** The next request's numbers in the systems. */
  String[] numbers() {
    int number = FIRST_NUMBER + told++;
    return systems.stream().map(system -> prefix(system.key()) + number).toArray(String[]::new);
  }

  private static String prefix(String key) {
    return key.equals("helpdesk") ? "HD-" : key.substring(0, 1).toUpperCase() + "-";
  }

  /** Names every system with the request's number there. */
  void tell(String[] numbers, BiConsumer<String, String> listener) {
    for (int i = 0; i < numbers.length; i++) {
      listener.accept(systems.get(i).key(), numbers[i]);
    }
  }

  void write(
      CopyBatch batch,
      java.util.UUID request,
      String number,
      String subject,
      Instant submitted,
      String[] numbers,
      String status) {
    batch.add(
        "outbox_event (id, request_id, type, payload, happened_at)",
        event,
        request,
        "request.submitted",
        Json.createObjectBuilder()
            .add(
                "request", Json.createObjectBuilder().add("number", number).add("subject", subject))
            .build(),
        submitted);
    boolean recent = submitted.isAfter(today.minus(Duration.ofDays(3)));
    for (int i = 0; i < systems.size(); i++) {
      System system = systems.get(i);
      boolean dead = recent && random.nextInt(100) == 0;
      int attempts = dead ? 5 : random.nextInt(20) == 0 ? 2 : 1;
      Instant done = submitted.plusSeconds(2L + i + 30L * attempts);
      delivery(batch, request, system, numbers[i], dead, attempts, done);
      if (!dead) {
        String word = word(system.key(), status);
        batch.add(
            "external_reference (connector_id, external_id, request_id, status, changed_at)",
            system.id(),
            numbers[i],
            request,
            word,
            word == null ? null : done);
      }
      if (submitted.isAfter(today.minus(ATTEMPTS_KEPT))) {
        attempts(batch, dead, attempts, submitted);
      }
      delivery++;
    }
    event++;
  }

  /** The help desk tells how its work goes; of the others nothing was heard. */
  private static String word(String system, String status) {
    return system.equals("helpdesk") ? WORDS.get(status) : null;
  }

  private void delivery(
      CopyBatch batch,
      java.util.UUID request,
      System system,
      String number,
      boolean dead,
      int attempts,
      Instant done) {
    batch.add(
        "delivery (id, event_id, flow_id, after_flow_id, request_id, connector_id, state, attempts, next_attempt_at,"
            + " external_id, last_error, updated_at, tries, mapping_version)",
        delivery,
        event,
        system.flow(),
        system.after(),
        request,
        system.id(),
        dead ? DEAD : CONFIRMED,
        attempts,
        done,
        dead ? null : number,
        dead ? "It answered 422: the field vatId is missing." : null,
        done,
        attempts,
        1);
  }

  private void attempts(CopyBatch batch, boolean dead, int attempts, Instant submitted) {
    for (int attempt = 1; attempt <= attempts; attempt++) {
      boolean confirmed = attempt == attempts && !dead;
      batch.add(
          "attempt (delivery_id, number, node, started_at, duration_ms, outcome, http_status, error_class, sentence,"
              + " mapping_version, trace_id)",
          delivery,
          attempt,
          "portal",
          submitted.plusSeconds(30L * attempt),
          20 + random.nextInt(400),
          confirmed ? "CONFIRMED" : attempt == attempts ? "DEAD" : "RETRY",
          confirmed ? 201 : 503,
          confirmed ? null : "AWAY",
          confirmed ? null : "It answered 503: come back later.",
          1,
          Long.toHexString(random.nextLong()));
    }
  }
}
