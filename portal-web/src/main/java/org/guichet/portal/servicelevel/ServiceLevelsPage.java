package org.guichet.portal.servicelevel;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.request.Priority;
import org.guichet.servicelevel.Calendars;
import org.guichet.servicelevel.ServiceLevels;

/** What is promised for each service, and the calendars; beside them the one that is edited. */
@Named
@ViewScoped
public class ServiceLevelsPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject ServiceLevels serviceLevels;
  @Inject Calendars calendars;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;
  @Inject LevelForm levelForm;
  @Inject CalendarForm calendarForm;

  private String service = "";
  private String calendar = "";
  private List<ServiceLevels.Row> services = List.of();
  private List<Calendars.Row> all = List.of();

  public void load() {
    refresh();
    if (isServiceOpen()) {
      levelForm.load(service);
    } else if (isCalendarOpen()) {
      calendarForm.load(calendar);
    }
  }

  /** Reads both lists as they are now. */
  public void refresh() {
    services = serviceLevels.all(viewer.get());
    all = calendars.all(viewer.get());
  }

  public boolean isServiceOpen() {
    return service != null && !service.isEmpty();
  }

  /** Name of the service that is edited. */
  public String getServiceName() {
    return services.stream()
        .filter(row -> row.key().equals(service))
        .map(row -> row.names().in(reader.getLocale()))
        .findFirst()
        .orElse("");
  }

  public boolean isCalendarOpen() {
    return !isServiceOpen() && calendar != null && !calendar.isEmpty();
  }

  /** The most urgent first. */
  public List<Priority> getPriorities() {
    List<Priority> priorities = new ArrayList<>(List.of(Priority.values()));
    Collections.reverse(priorities);
    return priorities;
  }

  public List<ServiceLevels.Row> getServices() {
    return services;
  }

  public List<Calendars.Row> getCalendars() {
    return all;
  }

  public String getService() {
    return service;
  }

  public void setService(String service) {
    this.service = service;
  }

  public String getCalendar() {
    return calendar;
  }

  public void setCalendar(String calendar) {
    this.calendar = calendar;
  }
}
