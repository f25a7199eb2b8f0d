package org.guichet.portal.servicelevel;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guichet.access.NotVisible;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.servicelevel.CalendarDraft;
import org.guichet.servicelevel.Calendars;
import org.guichet.servicelevel.HolidayFile;
import org.guichet.servicelevel.Refused;

/** One calendar, as the supervisor types it. What is wrong stays typed. */
@Named
@ViewScoped
public class CalendarForm implements Serializable {
  private static final long serialVersionUID = 1L;

  /** A calendar that is still to be made. */
  private static final String NEW = "new";

  @Inject Calendars calendars;
  @Inject CurrentViewer viewer;
  @Inject ServiceLevelsPage page;
  @Inject Words words;
  @Inject Reader reader;

  private Long id;
  private String title = "";
  private int version;
  private String name = "";
  private String zone = "";
  private final Map<String, String> hours = new HashMap<>();
  private String holidays = "";
  private String file = "";
  private List<String> unread = List.of();
  private Problems problems = Problems.NONE;
  private String notice = "";

  /** Shows it as it is now; {@code new} is an empty one. */
  public void load(String calendar) {
    if (NEW.equals(calendar)) {
      show(new CalendarDraft(null, 0, "", reader.getZone().getId(), usual(), ""));
    } else {
      show(
          Optional.of(calendar)
              .filter(key -> key.matches("\\d{1,18}"))
              .flatMap(key -> calendars.find(viewer.get(), Long.parseLong(key)))
              .orElseThrow(() -> new NotVisible("calendar", calendar)));
    }
  }

  private static Map<DayOfWeek, String> usual() {
    Map<DayOfWeek, String> week = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      week.put(day, day.getValue() <= 5 ? "09:00-12:00, 13:00-17:00" : "");
    }
    return week;
  }

  private void show(CalendarDraft draft) {
    id = draft.id();
    version = draft.version();
    name = draft.name();
    title = name;
    zone = draft.zone();
    draft.hours().forEach((day, text) -> hours.put(day.name(), text));
    holidays = draft.holidays();
    problems = Problems.NONE;
  }

  private CalendarDraft draft() {
    Map<DayOfWeek, String> week = new EnumMap<>(DayOfWeek.class);
    hours.forEach((day, text) -> week.put(DayOfWeek.valueOf(day), text));
    return new CalendarDraft(id, version, name, zone, week, holidays);
  }

  public void save() {
    forget();
    try {
      long kept = calendars.save(viewer.get(), draft());
      load(Long.toString(kept));
      page.refresh();
      notice = words.of("levels.calendar.kept");
    } catch (Refused refused) {
      problems = Problems.of(refused);
    }
  }

  public void remove() {
    forget();
    try {
      calendars.remove(viewer.get(), draft());
      notice = words.of("levels.calendar.removed", name);
      load(NEW);
      page.refresh();
    } catch (Refused refused) {
      problems = Problems.of(refused);
    }
  }

  /** Puts the holidays of the chosen file beside those typed; nothing is kept yet. */
  public void read() {
    forget();
    if (file.isBlank()) {
      notice = words.of("levels.file.none");
      return;
    }
    try {
      HolidayFile.Read read =
          HolidayFile.read(new StringReader(file), LocalDate.now(reader.getZone()));
      holidays = draft().with(read.holidays()).holidays();
      unread =
          read.unread().stream()
              .map(part -> words.of("levels.unread." + part.why(), part.what()))
              .toList();
      notice = words.of("levels.file.read", read.holidays().size());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string can be read
    } finally {
      file = "";
    }
  }

  private void forget() {
    problems = Problems.NONE;
    unread = List.of();
    notice = "";
  }

  /** What is wrong there; empty when nothing is. */
  public String problem(String field) {
    return problems.about(field, words);
  }

  public boolean isRefused() {
    return !problems.isEmpty();
  }

  public boolean isKept() {
    return id != null;
  }

  /** Its name before somebody typed another. */
  public String getTitle() {
    return title;
  }

  public String getNotice() {
    return notice;
  }

  /** What of the file could not be read, a sentence each. */
  public List<String> getUnread() {
    return unread;
  }

  public Map<String, String> getHours() {
    return hours;
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  public String getZone() {
    return zone;
  }

  public void setZone(String zone) {
    this.zone = zone;
  }

  public String getHolidays() {
    return holidays;
  }

  public void setHolidays(String holidays) {
    this.holidays = holidays;
  }

  public String getFile() {
    return file;
  }

  public void setFile(String file) {
    this.file = file;
  }
}
