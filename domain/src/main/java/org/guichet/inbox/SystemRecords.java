package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * Which records of a system are about which request: the one that the first receipt named, and
 * further ones that the system made by itself and that name our reference, such as a second
 * invoice.
 */
@ApplicationScoped
public class SystemRecords {
  private Jdbi jdbi;

  protected SystemRecords() {}

  @Inject
  public SystemRecords(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A record and what was last heard of it.
   *
   * @param main whether it is where the request lives, and not a further one
   * @param changedAt null when nothing was heard
   */
  public record Known(UUID requestId, boolean main, String status, Instant changedAt) {

    /**
     * Systems that count in seconds say two words in one: the other word is news, the same is not.
     */
    boolean isNewsBy(SystemWord word) {
      return changedAt == null
          || word.changedAt().isAfter(changedAt)
          || word.changedAt().equals(changedAt)
              && word.status() != null
              && !word.status().equals(status);
    }
  }

  public Optional<Known> find(int connector, String externalId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select request_id, true as main, status, changed_at from external_reference"
                        + " where connector_id = :connector and external_id = :externalId"
                        + " union all select request_id, false, status, changed_at from further_record"
                        + " where connector_id = :connector and external_id = :externalId limit 1")
                .bind("connector", connector)
                .bind("externalId", externalId)
                .map(
                    (row, context) -> {
                      var changedAt = row.getTimestamp("changed_at");
                      return new Known(
                          row.getObject("request_id", UUID.class),
                          row.getBoolean("main"),
                          row.getString("status"),
                          changedAt == null ? null : changedAt.toInstant());
                    })
                .findOne());
  }

  /**
   * Takes in a record that names our reference. It is where the request lives if that system has
   * nothing of it yet; while a delivery is on its way there, its receipt must come first. A system
   * that was never told of a request has no say in it, whatever number it names.
   *
   * @return false when that system was told of no such request, or its receipt is still to come
   */
  public boolean adopt(int connector, SystemWord word) {
    Optional<UUID> request =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select r.id from service_request r where r.number = :reference and ("
                            + " exists (select 1 from external_reference x where x.request_id = r.id"
                            + " and x.connector_id = :connector)"
                            + " or (select bool_and(d.state not in (0, 1, 4)) from delivery d"
                            + " where d.request_id = r.id and d.connector_id = :connector))")
                    .bind("reference", word.reference())
                    .bind("connector", connector)
                    .mapTo(UUID.class)
                    .findOne());
    request.ifPresent(id -> insert(connector, word.externalId(), id));
    return request.isPresent();
  }

  /**
   * Takes in a record because a person says so.
   *
   * @return false when it belongs to another request
   */
  boolean adopt(int connector, String externalId, UUID request) {
    insert(connector, externalId, request);
    return find(connector, externalId).orElseThrow().requestId().equals(request);
  }

  private void insert(int connector, String externalId, UUID request) {
    int main = insertInto("external_reference", connector, externalId, request);
    if (main == 0) {
      insertInto("further_record", connector, externalId, request);
    }
  }

  private int insertInto(String table, int connector, String externalId, UUID request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into "
                        + table
                        + " (connector_id, external_id, request_id)"
                        + " values (:connector, :externalId, :request) on conflict do nothing")
                .bind("connector", connector)
                .bind("externalId", externalId)
                .bind("request", request)
                .execute());
  }

  /**
   * Keeps what a receipt says.
   *
   * @return false when the system itself has said something already
   */
  public boolean keep(int connector, ReceiptWord receipt) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "update external_reference set status = :status where connector_id = :connector"
                            + " and external_id = :externalId and changed_at is null")
                    .bindMethods(receipt)
                    .bind("connector", connector)
                    .execute()
                == 1);
  }

  /** Keeps what was heard. A word without a status leaves the last one. */
  public void keep(int connector, SystemWord word, boolean main) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update "
                        + (main ? "external_reference" : "further_record")
                        + " set status = coalesce(:status, status), changed_at = :changedAt"
                        + " where connector_id = :connector and external_id = :externalId")
                .bind("status", word.status())
                .bind("changedAt", word.changedAt())
                .bind("connector", connector)
                .bind("externalId", word.externalId())
                .execute());
  }
}
