package org.guichet.portal.queue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.portal.shared.Words;
import org.guichet.queue.QueueRow;

/** How far a request was carried, in a row of the queue: the worst of it in a word and an icon. */
@Named
@RequestScoped
public class DeliverySigns {
  @Inject Words words;

  public String tone(QueueRow row) {
    if (row.withheld()) {
      return "mute";
    }
    return row.stopped() > 0 ? "bad" : isCarried(row) ? "ok" : row.failed() > 0 ? "warn" : "mute";
  }

  public String icon(QueueRow row) {
    if (row.withheld()) {
      return "hand";
    }
    if (row.stopped() > 0) {
      return "stop";
    }
    return isCarried(row)
        ? "check"
        : row.failed() > 0 ? "retry" : row.held() > 0 ? "pause" : "clock";
  }

  public String word(QueueRow row) {
    if (row.withheld()) {
      return words.of(row.status().isOpen() ? "queue.withheld" : "queue.declined");
    }
    if (row.stopped() > 0) {
      return words.of("queue.stopped", row.stopped());
    }
    if (isCarried(row)) {
      return words.of("ticket.DELIVERED");
    }
    String far = words.of("queue.delivered", row.delivered(), row.systems());
    return row.failed() > 0
        ? words.of("queue.failed", far)
        : row.held() > 0 ? words.of("queue.held", far) : far;
  }

  private static boolean isCarried(QueueRow row) {
    return row.delivered() == row.systems();
  }
}
