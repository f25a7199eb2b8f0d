package org.guichet.catalogue;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as definitions write them: {@code 2026-11-22}, {@code today}, {@code today+14}. */
public final class Days {
  private static final Pattern RELATIVE = Pattern.compile("today(?:([+-])(\\d{1,5}))?");

  private Days() {}

  /**
   * The day that is meant.
   *
   * @throws DateTimeParseException when it is none
   */
  public static LocalDate of(String text, LocalDate today) {
    Matcher relative = RELATIVE.matcher(text);
    if (!relative.matches()) {
      return LocalDate.parse(text);
    }
    if (relative.group(1) == null) {
      return today;
    }
    long days = Long.parseLong(relative.group(2));
    return relative.group(1).equals("+") ? today.plusDays(days) : today.minusDays(days);
  }
}
