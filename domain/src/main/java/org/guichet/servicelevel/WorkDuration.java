package org.guichet.servicelevel;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Working time as people write it: 30 min, 4 h, 1 h 30. */
public final class WorkDuration {
  private static final Pattern TYPED =
      Pattern.compile(
          "(?:(\\d{1,4})\\s*h)?\\s*(?:(\\d{1,5})\\s*(?:min|m|mn)?)?", Pattern.CASE_INSENSITIVE);

  /** A year of working days and nights. */
  private static final long MOST_MINUTES = 366L * 24 * 60;

  private WorkDuration() {}

  /** What was typed; empty when that is no time of at least a minute. A number alone is minutes. */
  public static Optional<Duration> typed(String text) {
    Matcher typed = TYPED.matcher(text.strip());
    if (!typed.matches()) {
      return Optional.empty();
    }
    long minutes = number(typed.group(1)) * 60 + number(typed.group(2));
    return minutes < 1 || minutes > MOST_MINUTES
        ? Optional.empty()
        : Optional.of(Duration.ofMinutes(minutes));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** As it is typed. */
  public static String text(Duration work) {
    long hours = work.toHours();
    int minutes = work.toMinutesPart();
    if (hours == 0) {
      return minutes + " min";
    }
    return minutes == 0 ? hours + " h" : hours + " h " + minutes;
  }
}
