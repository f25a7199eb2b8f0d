package org.guichet.portal.dashboard;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.List;
import org.guichet.access.NotAllowed;
import org.guichet.dashboard.Dashboard;
import org.guichet.dashboard.Dashboards;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.Statuses;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.queue.Colleagues;

/** How the work of the viewer's teams goes. What is shown is in the address and nowhere else. */
@Named
@RequestScoped
public class DashboardPage {
  @Inject HttpServletRequest request;
  @Inject Dashboards dashboards;
  @Inject Colleagues colleagues;
  @Inject CurrentViewer viewer;
  @Inject Statuses statuses;
  @Inject Spans spans;
  @Inject Reader reader;
  @Inject Words words;

  private DashboardAddress address;
  private Dashboard dashboard;
  private List<Chart> charts = List.of();
  private List<Figure> figures = List.of();
  private List<Colleagues.Named> teams = List.of();

  /**
   * Counts.
   *
   * @throws NotAllowed when the viewer is no staff
   */
  public void load() {
    address =
        DashboardAddress.read(
            request::getParameter, LocalDate.now(reader.getZone()), reader.getZone());
    dashboard = dashboards.of(viewer.get(), address.filter());
    QueueLinks links = new QueueLinks(request.getContextPath(), address.filter());
    ChartWords chartWords =
        new ChartWords(words, statuses, spans, reader.getLocale(), address.filter().step());
    boolean seesDeliveries = viewer.get().caresForDeliveries() && address.team().isEmpty();
    charts = new Charts(dashboard, links, chartWords, reader.getZone()).all(seesDeliveries);
    teams = colleagues.of(viewer.get()).stream().filter(Colleagues.Named::team).toList();
    figures = new Figures(dashboard, links, words, spans).all(seesDeliveries);
  }

  public DashboardAddress getAddress() {
    return address;
  }

  public boolean isEmpty() {
    return dashboard.isEmpty();
  }

  public List<Integer> getPeriods() {
    return DashboardAddress.PERIODS;
  }

  /** The teams whose work the viewer sees. */
  public List<Colleagues.Named> getTeams() {
    return teams;
  }

  public List<Figure> getFigures() {
    return figures;
  }

  public List<Chart> getCharts() {
    return charts;
  }

  /** The chart as Chart.js wants it. */
  public String json(Chart chart) {
    return ChartJson.of(chart);
  }

  /** The days that are shown. */
  public String getAbout() {
    return words.of(
        "dashboard.about", words.date(address.filter().from()), words.date(address.filter().to()));
  }

  /** When it was counted. */
  public String getAt() {
    return words.of("dashboard.at", words.clock(dashboard.at()));
  }
}
