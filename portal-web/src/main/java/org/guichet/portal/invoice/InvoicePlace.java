package org.guichet.portal.invoice;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.UUID;
import org.guichet.invoice.InvoiceFilter.Position;

/** A place in the list of invoices as it stands in an address: 2026-12-04_id. */
final class InvoicePlace {
  private InvoicePlace() {}

  static String of(Position place) {
    return place.day() + "_" + place.id();
  }

  /** The place written in the address; null, the beginning, when it makes no sense. */
  static Position parse(String place) {
    try {
      int cut = place == null ? -1 : place.indexOf('_');
      return cut < 0
          ? null
          : new Position(
              LocalDate.parse(place.substring(0, cut)), UUID.fromString(place.substring(cut + 1)));
    } catch (DateTimeException | IllegalArgumentException notOurs) {
      return null;
    }
  }
}
