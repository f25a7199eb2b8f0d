package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guichet.delivery.DeliveryRow;
import org.guichet.delivery.DeliveryState;
import org.guichet.delivery.RequestDeliveries;
import org.guichet.delivery.StatusWord;
import org.guichet.shared.LocalizedText;

/** Tears the tickets of the delivery strip: one per company system, in the company's order. */
@ApplicationScoped
public class Strip {
  private RequestDeliveries deliveries;

  protected Strip() {}

  @Inject
  public Strip(RequestDeliveries deliveries) {
    this.deliveries = deliveries;
  }

  /**
   * The tickets of a request that the caller has found visible.
   *
   * @param staff whether systems are shown that the company does not show to customers
   */
  public List<Ticket> of(UUID request, boolean staff) {
    return tickets(deliveries.ofRequest(request, staff), deliveries.references(request));
  }

  /** The same for several requests at once, by request; one that no system needs is missing. */
  public Map<UUID, List<Ticket>> of(List<UUID> requests, boolean staff) {
    Map<UUID, Map<String, RequestDeliveries.Reference>> references =
        deliveries.references(requests);
    Map<UUID, List<Ticket>> strips = new HashMap<>();
    deliveries.ofRequests(requests, staff).stream()
        .collect(Collectors.groupingBy(DeliveryRow::requestId))
        .forEach(
            (request, rows) ->
                strips.put(request, tickets(rows, references.getOrDefault(request, Map.of()))));
    return strips;
  }

  private static List<Ticket> tickets(
      List<DeliveryRow> rowsInOrder, Map<String, RequestDeliveries.Reference> references) {
    Map<String, List<DeliveryRow>> bySystem = new LinkedHashMap<>();
    for (DeliveryRow row : rowsInOrder) {
      bySystem.computeIfAbsent(row.connector(), key -> new ArrayList<>()).add(row);
    }
    return bySystem.values().stream()
        .map(rows -> ticket(rows, references.get(rows.get(0).connector())))
        .toList();
  }

  private static Ticket ticket(List<DeliveryRow> rows, RequestDeliveries.Reference reference) {
    DeliveryRow decisive =
        rows.stream()
            .filter(row -> !isSettled(row))
            .findFirst()
            .orElseGet(
                () ->
                    rows.stream().max(Comparator.comparing(DeliveryRow::updatedAt)).orElseThrow());
    LocalizedText word =
        reference == null ? null : reference.word().map(StatusWord::label).orElse(null);
    Instant since = decisive.updatedAt();
    if (reference != null
        && reference.changedAt() != null
        && reference.changedAt().isAfter(since)) {
      since = reference.changedAt();
    }
    return new Ticket(
        decisive.connector(),
        LocalizedText.parse(decisive.connectorName()),
        LocalizedText.parse(decisive.record()),
        state(decisive),
        reference == null ? decisive.externalId() : reference.externalId(),
        reference == null ? decisive.externalUrl() : reference.url(),
        word,
        reference != null && word == null ? reference.status() : null,
        decisive.waitsFor() == null ? null : LocalizedText.parse(decisive.waitsFor()),
        decisive.nextAttemptAt(),
        decisive.attempts(),
        decisive.lastError(),
        since,
        List.copyOf(rows));
  }

  private static boolean isSettled(DeliveryRow row) {
    DeliveryState state = row.deliveryState();
    return state == DeliveryState.CONFIRMED
        || state == DeliveryState.DONE_BY_HAND
        || state == DeliveryState.CANCELLED;
  }

  private static TicketState state(DeliveryRow row) {
    return switch (row.deliveryState()) {
      case LEASED -> TicketState.SENDING;
      case CONFIRMED -> TicketState.DELIVERED;
      case DONE_BY_HAND -> TicketState.BY_HAND;
      case DEAD -> TicketState.DEAD;
      case CANCELLED -> TicketState.CANCELLED;
      case DUE -> waiting(row);
    };
  }

  private static TicketState waiting(DeliveryRow row) {
    if (row.paused()) {
      return TicketState.PAUSED;
    }
    if (row.waitsFor() != null) {
      return TicketState.AFTER_ANOTHER;
    }
    return row.attempts() > 0 ? TicketState.RETRYING : TicketState.DUE;
  }
}
