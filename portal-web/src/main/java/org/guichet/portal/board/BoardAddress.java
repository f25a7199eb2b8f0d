package org.guichet.portal.board;

import java.util.Arrays;
import java.util.function.Function;
import org.guichet.portal.queue.QueueAddress;
import org.guichet.request.RequestStatus;

/** A board's address: that of a queue whose statuses are the columns. */
final class BoardAddress {
  private BoardAddress() {}

  static QueueAddress read(Function<String, String[]> parameters) {
    return QueueAddress.read(name -> "status".equals(name) ? null : parameters.apply(name));
  }

  /** The column of that name; the first when there is none. */
  static RequestStatus column(String name) {
    return Arrays.stream(RequestStatus.values())
        .filter(status -> status.name().equalsIgnoreCase(name))
        .findFirst()
        .orElse(RequestStatus.SUBMITTED);
  }
}
