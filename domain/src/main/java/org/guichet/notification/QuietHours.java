package org.guichet.notification;

import java.io.Serializable;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Hours in which somebody gets no mail; it comes at their end. Over midnight when they end before
 * they begin.
 *
 * @param zone whose clock counts
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) implements Serializable {

  public QuietHours {
    if (from.equals(to)) {
      throw new IllegalArgumentException("quiet hours must not end when they begin");
    }
  }
}
