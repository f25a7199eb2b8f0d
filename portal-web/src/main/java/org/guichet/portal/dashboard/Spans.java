package org.guichet.portal.dashboard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.guichet.portal.shared.Words;

/** How long something took, in words: 25 min, 3 h 05, 2 days 4 h. */
@RequestScoped
public class Spans {
  @Inject Words words;

  /** A dash when it never happened. */
  public String of(Duration time) {
    if (time == null) {
      return words.of("dashboard.nothing");
    }
    if (time.toMinutes() < 60) {
      return words.of("span.minutes", time.toMinutes());
    }
    if (time.toDays() < 2) {
      return time.toMinutesPart() == 0
          ? words.of("span.hours", time.toHours())
          : words.of(
              "span.hours.minutes", time.toHours(), String.format("%02d", time.toMinutesPart()));
    }
    return time.toHoursPart() == 0
        ? words.of("span.days", time.toDays())
        : words.of("span.days.hours", time.toDays(), time.toHoursPart());
  }
}
