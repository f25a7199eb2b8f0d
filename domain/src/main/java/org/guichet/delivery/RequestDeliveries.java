package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guichet.shared.JsonText;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Where one request was carried. The caller has found it visible. */
@ApplicationScoped
public class RequestDeliveries {
  private Jdbi jdbi;

  protected RequestDeliveries() {}

  @Inject
  public RequestDeliveries(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Where a request lives in a system.
   *
   * @param status the system's own word, last heard
   * @param changedAt when the system said it became so; null before its first word
   */
  public record Reference(
      UUID requestId,
      String connector,
      String externalId,
      String url,
      String status,
      Instant changedAt,
      String entry) {

    /** What the status map says about its word. */
    public Optional<StatusWord> word() {
      if (entry == null) {
        return Optional.empty();
      }
      JsonObject json = JsonText.object(entry);
      return Optional.of(StatusWord.of(json));
    }
  }

  /** Its deliveries, system by system in the company's order, oldest first in each. */
  public List<DeliveryRow> ofRequest(UUID request, boolean hiddenToo) {
    return ofRequests(List.of(request), hiddenToo);
  }

  /** Their deliveries, in that order for each of them. */
  public List<DeliveryRow> ofRequests(List<UUID> requests, boolean hiddenToo) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    Deliveries.ROW_WITHOUT_HIDDEN
                        + " where d.request_id = any(:requests) and (c.public or :hidden)"
                        + " order by c.position, c.key, d.id")
                .bindArray("requests", UUID.class, requests)
                .bind("hidden", hiddenToo)
                .map(ConstructorMapper.of(DeliveryRow.class))
                .list());
  }

  /** Its numbers in the systems, by connector key. */
  public Map<String, Reference> references(UUID request) {
    return references(List.of(request)).getOrDefault(request, Map.of());
  }

  /** Their numbers in the systems, by request and connector key. */
  public Map<UUID, Map<String, Reference>> references(List<UUID> requests) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select x.request_id, c.key as connector, x.external_id, x.url, x.status, x.changed_at,"
                        + " coalesce(c.status_map -> x.status, c.status_map -> '*')::text as entry"
                        + " from external_reference x join connector c on c.id = x.connector_id"
                        + " where x.request_id = any(:requests)")
                .bindArray("requests", UUID.class, requests)
                .map(ConstructorMapper.of(Reference.class))
                .collect(
                    Collectors.groupingBy(
                        Reference::requestId,
                        Collectors.toMap(Reference::connector, reference -> reference))));
  }
}
