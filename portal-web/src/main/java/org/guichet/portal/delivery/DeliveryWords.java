package org.guichet.portal.delivery;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import org.guichet.delivery.DeliveryRow;
import org.guichet.delivery.DeliveryState;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.shared.LocalizedText;

/** How a line of the delivery list reads to those who care for the systems. */
@Named
@RequestScoped
public class DeliveryWords {
  @Inject Words words;
  @Inject Reader reader;

  public String system(DeliveryRow row) {
    return in(row.connectorName());
  }

  public String event(DeliveryRow row) {
    String key = "event." + row.eventType();
    return words.has(key) ? words.of(key) : row.eventType();
  }

  /** The state of a filter. */
  public String word(DeliveryState state) {
    return words.of("delivery." + state);
  }

  /** The state, and for one that is due the reason why it waits. */
  public String word(DeliveryRow row) {
    if (row.deliveryState() != DeliveryState.DUE) {
      return words.of("delivery." + row.deliveryState());
    }
    if (row.paused()) {
      return words.of("ticket.PAUSED.staff");
    }
    if (row.waitsFor() != null) {
      return words.of("ticket.AFTER_ANOTHER", in(row.waitsFor()));
    }
    if (row.held()) {
      return words.of("delivery.held");
    }
    return row.attempts() == 0
        ? words.of("delivery.DUE")
        : row.nextAttemptAt().isAfter(Instant.now())
            ? words.of("ticket.RETRYING", words.soon(row.nextAttemptAt()))
            : words.of("ticket.RETRYING.now");
  }

  public String icon(DeliveryRow row) {
    return switch (row.deliveryState()) {
      case DUE ->
          row.paused() ? "pause" : waits(row) ? "wait" : row.attempts() > 0 ? "clock" : "due";
      case LEASED -> "load";
      case CONFIRMED -> "check";
      case DONE_BY_HAND -> "hand";
      case DEAD -> "stop";
      case CANCELLED -> "slash";
    };
  }

  public String tone(DeliveryRow row) {
    return switch (row.deliveryState()) {
      case DUE -> !row.paused() && !waits(row) && row.attempts() > 0 ? "warn" : "mute";
      case LEASED -> "info";
      case CONFIRMED, DONE_BY_HAND -> "ok";
      case DEAD -> "bad";
      case CANCELLED -> "mute";
    };
  }

  private static boolean waits(DeliveryRow row) {
    return row.waitsFor() != null || row.held();
  }

  private String in(String names) {
    return LocalizedText.parse(names).in(reader.getLocale());
  }
}
