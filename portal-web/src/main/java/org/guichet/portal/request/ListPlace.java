package org.guichet.portal.request;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Position;

/** A place in a list of requests as it stands in an address: 2026-11-21T10:12:00.123Z_id. */
public final class ListPlace {
  private ListPlace() {}

  /** The place where the filter begins, for an address. */
  public static String of(RequestFilter filter) {
    return of(filter.after());
  }

  /** A place, for an address. */
  public static String of(Position place) {
    return place.at() + "_" + place.id();
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
