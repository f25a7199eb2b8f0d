package org.guichet.servicelevel;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.fortuna.ical4j.data.CalendarParserImpl;
import net.fortuna.ical4j.data.ContentHandler;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.data.UnfoldingReader;
import net.fortuna.ical4j.model.Recur;

/**
 * Reads the holidays of an iCalendar file (ICS): its events of whole days, those that come back
 * every year for some years on. What it cannot read it names.
 */
public final class HolidayFile {
  /** Years on for which what comes back is read. */
  private static final int YEARS = 5;

  private static final int MOST_DAYS = 2_000;
  private static final int MOST_DAYS_OF_ONE = 31;
  private static final int LONGEST_NAME = 100;

  private HolidayFile() {}

  /** Why a part of the file was left out. */
  public enum Why {
    /** It is no iCalendar file from there on. */
    NO_CALENDAR,
    /** The event has a time of day. */
    NOT_WHOLE_DAYS,
    /** Its first day is missing or no day. */
    NO_DAY,
    /** It lasts longer than a month. */
    TOO_LONG,
    /** When it comes back is not understood; its first day is read. */
    NO_RULE,
    /** There are more days than a calendar takes. */
    TOO_MANY
  }

  /**
   * What was left out.
   *
   * @param what the event's name, or a line of the file
   */
  public record Unread(String what, Why why) implements Serializable {}

  /** What a file says. */
  public record Read(List<Holiday> holidays, List<Unread> unread) implements Serializable {}

  /**
   * @param today from a year before which on days are read
   */
  public static Read read(Reader file, LocalDate today) throws IOException {
    Events events = new Events(today);
    try {
      new CalendarParserImpl().parse(new UnfoldingReader(file, true), events);
    } catch (ParserException e) {
      events.unread.add(new Unread(Integer.toString(e.getLineNo()), Why.NO_CALENDAR));
    }
    return new Read(
        events.holidays.stream().distinct().sorted().toList(), List.copyOf(events.unread));
  }

  /** Gathers what an event says; the library reads the file's grammar. */
  private static final class Events implements ContentHandler {
    private final LocalDate from;
    private final LocalDate until;
    private final List<Holiday> holidays = new ArrayList<>();
    private final List<Unread> unread = new ArrayList<>();
    private final Map<String, String> event = new HashMap<>();
    private int depth;
    private boolean inEvent;
    private String property;

    private Events(LocalDate today) {
      this.from = today.minusYears(1);
      this.until = today.plusYears(YEARS);
    }

    @Override
    public void startCalendar() {
      // Nothing is known before its events.
    }

    @Override
    public void endCalendar() {
      // Each event was taken at its own end.
    }

    @Override
    public void startComponent(String name) {
      depth++;
      if (depth == 1 && "VEVENT".equalsIgnoreCase(name)) {
        inEvent = true;
        event.clear();
      }
    }

    @Override
    public void endComponent(String name) {
      if (depth == 1 && inEvent) {
        inEvent = false;
        take();
      }
      depth--;
    }

    @Override
    public void startProperty(String name) {
      property = name.toUpperCase(java.util.Locale.ROOT);
    }

    @Override
    public void propertyValue(String value) {
      if (inEvent && depth == 1) {
        // Only these come several times, and then mean the same as one with all of them.
        boolean list = property.equals("EXDATE") || property.equals("RDATE");
        event.merge(property, value, list ? (one, more) -> one + "," + more : (one, more) -> one);
      }
    }

    @Override
    public void endProperty(String name) {
      property = null;
    }

    @Override
    public void parameter(String name, String value) {
      // Whether it is a day or a time is seen by the value itself.
    }

    private void take() {
      String name = name();
      String begin = event.getOrDefault("DTSTART", "");
      if (begin.contains("T")) {
        unread.add(new Unread(name, Why.NOT_WHOLE_DAYS));
        return;
      }
      try {
        LocalDate first = day(begin);
        LocalDate behind = event.containsKey("DTEND") ? day(event.get("DTEND")) : first.plusDays(1);
        if (behind.isAfter(first.plusDays(MOST_DAYS_OF_ONE))) {
          unread.add(new Unread(name, Why.TOO_LONG));
          return;
        }
        long length = Math.max(1, behind.toEpochDay() - first.toEpochDay());
        for (LocalDate start : starts(first, name)) {
          for (int i = 0; i < length; i++) {
            add(start.plusDays(i), name);
          }
        }
      } catch (DateTimeException e) {
        unread.add(new Unread(name, Why.NO_DAY));
      }
    }

    private void add(LocalDate day, String name) {
      if (holidays.size() == MOST_DAYS) {
        unread.add(new Unread(name, Why.TOO_MANY));
      } else if (holidays.size() < MOST_DAYS && !day.isBefore(from)) {
        holidays.add(new Holiday(day, name));
      }
    }

    private List<LocalDate> starts(LocalDate first, String name) {
      Set<LocalDate> starts = new TreeSet<>(byRule(first, name));
      starts.addAll(listed("RDATE"));
      starts.removeAll(listed("EXDATE"));
      return List.copyOf(starts);
    }

    /** Single days that it comes back on, or stays away on; a time of day there means its day. */
    private List<LocalDate> listed(String list) {
      return Arrays.stream(event.getOrDefault(list, "").split(","))
          .map(String::strip)
          .filter(day -> !day.isEmpty())
          .map(day -> day(day.replaceAll("[T/].*", "")))
          .toList();
    }

    private List<LocalDate> byRule(LocalDate first, String name) {
      if (!event.containsKey("RRULE")) {
        return List.of(first);
      }
      try {
        Recur<LocalDate> rule = new Recur<>(event.get("RRULE"));
        return rule.getDates(first, first, until, MOST_DAYS);
      } catch (RuntimeException e) { // the library throws whatever a value makes it stumble over
        unread.add(new Unread(name, Why.NO_RULE));
        return List.of(first);
      }
    }

    private String name() {
      String summary =
          event
              .getOrDefault("SUMMARY", event.getOrDefault("UID", ""))
              .replaceAll("\\\\[nN]", " ")
              .replaceAll("\\\\(.)", "$1")
              .replaceAll("[\\p{Cntrl}\\s]+", " ")
              .strip();
      return summary.length() > LONGEST_NAME ? summary.substring(0, LONGEST_NAME) : summary;
    }

    private static LocalDate day(String text) {
      return LocalDate.parse(text.strip(), DateTimeFormatter.BASIC_ISO_DATE);
    }
  }
}
