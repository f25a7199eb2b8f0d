package org.guichet.portal.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.guichet.request.RequestFilter.Position;
import org.guichet.request.RequestRow;

/** A place in a list of requests as it stands in an address: 2026-11-21T10:12:00.123Z_id. */
public final class ListPlace {
  private ListPlace() {}

  /** The place after that row. */
  public static String after(RequestRow row) {
    return row.updatedAt() + "_" + row.id();
  }

  /** The place written in the address; null, the beginning, when it makes no sense. */
  public static Position parse(String place) {
    try {
      int cut = place == null ? -1 : place.indexOf('_');
      return cut < 0
          ? null
          : new Position(
              Instant.parse(place.substring(0, cut)), UUID.fromString(place.substring(cut + 1)));
    } catch (DateTimeException | IllegalArgumentException notOurs) {
      return null;
    }
  }
}
