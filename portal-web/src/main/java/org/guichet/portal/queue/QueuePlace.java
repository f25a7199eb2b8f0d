package org.guichet.portal.queue;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.guichet.queue.QueueFilter;
import org.guichet.queue.QueueFilter.Place;
import org.guichet.queue.QueueOrder;

/** A place in a queue as it stands in an address: what its row is compared by, and its key. */
final class QueuePlace {
  private static final String BETWEEN = "~";

  private QueuePlace() {}

  static String of(Place place) {
    List<String> parts = new ArrayList<>(place.values());
    parts.add(place.id().toString());
    return String.join(BETWEEN, parts);
  }

  /** The filter from that place on; from its beginning when the place makes no sense in it. */
  static QueueFilter from(QueueFilter filter, String place) {
    String[] parts = place == null ? new String[0] : place.split(BETWEEN);
    int keys = filter.order().size();
    if (parts.length != keys + 1) {
      return filter;
    }
    try {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < keys; i++) {
        values.add(checked(filter.order().get(i), parts[i]));
      }
      return filter.from(new Place(values, UUID.fromString(parts[keys])));
    } catch (DateTimeException | IllegalArgumentException notOurs) {
      return filter;
    }
  }

  private static String checked(QueueOrder order, String value) {
    return switch (order.by()) {
      case CHANGED, SENT, DUE -> Instant.parse(value).toString();
      case PRIORITY, STATUS -> Integer.valueOf(value).toString();
      case NUMBER -> value.replace("\0", "");
    };
  }
}
