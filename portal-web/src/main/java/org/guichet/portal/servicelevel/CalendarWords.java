package org.guichet.portal.servicelevel;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import org.guichet.portal.shared.Reader;

/** Weekdays and time zones, for the form of a calendar. */
@Named
@RequestScoped
public class CalendarWords {
  private static final String REGIONS =
      "(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+";

  @Inject Reader reader;

  public DayOfWeek[] getDays() {
    return DayOfWeek.values();
  }

  /** Monday or Lundi. */
  public String name(DayOfWeek day) {
    String text = day.getDisplayName(TextStyle.FULL_STANDALONE, reader.getLocale());
    return text.substring(0, 1).toUpperCase(reader.getLocale()) + text.substring(1);
  }

  /** Time zones by the names of their cities. */
  public List<String> getZones() {
    return ZoneId.getAvailableZoneIds().stream()
        .filter(zone -> zone.matches(REGIONS))
        .sorted()
        .toList();
  }
}
