package org.guichet.delivery;

import java.util.UUID;
import org.guichet.delivery.DeliveryDesk.Chosen;
import org.guichet.delivery.DeliveryRefusal.Why;
import org.jdbi.v3.core.Handle;

/** The number that a person found or got in a system while he did the work of a delivery. */
final class Numbers {
  private Numbers() {}

  /**
   * Keeps it with the delivery, and as the place where the request lives there unless that is known
   * already.
   *
   * @throws DeliveryRefusal when another request lives under it
   */
  static void keep(Handle handle, Chosen delivery, String number) {
    UUID owner =
        handle
            .createQuery(
                "with kept as (insert into external_reference (connector_id, external_id, request_id)"
                    + " values (:connector, :number, :request) on conflict do nothing returning request_id)"
                    + " select request_id from kept union all select request_id from external_reference"
                    + " where connector_id = :connector and external_id = :number limit 1")
            .bind("connector", delivery.connectorId())
            .bind("number", number)
            .bind("request", delivery.requestId())
            .mapTo(UUID.class)
            .findOne()
            .orElse(delivery.requestId()); // it lives there under another number, which stays
    if (!owner.equals(delivery.requestId())) {
      throw new DeliveryRefusal(
          Why.NUMBER_TAKEN, "Another request lives under " + number + " in that system.");
    }
    handle
        .createUpdate("update delivery set external_id = :number where id = :id")
        .bind("number", number)
        .bind("id", delivery.id())
        .execute();
  }
}
