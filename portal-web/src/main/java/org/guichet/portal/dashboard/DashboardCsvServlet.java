package org.guichet.portal.dashboard;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.guichet.portal.dashboard.Chart.Point;
import org.guichet.portal.dashboard.Chart.Series;
import org.guichet.portal.queue.CsvTable;
import org.guichet.portal.shared.Reader;

/** A chart as a table, {@code /dashboard.csv} with the page's parameters and the chart's name. */
@WebServlet("/dashboard.csv")
public class DashboardCsvServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient DashboardPage page;
  @Inject private transient Reader reader;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    page.load();
    Optional<Chart> chart =
        page.getCharts().stream()
            .filter(one -> one.key().equals(request.getParameter("chart")))
            .findFirst();
    if (chart.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setContentType("text/csv; charset=UTF-8");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"" + chart.get().key() + ".csv\"");
    write(new CsvTable(response.getOutputStream(), reader.getZone()), chart.get());
  }

  /** Numbers stay numbers: a time is in hours, as the chart's note says. */
  private static void write(CsvTable table, Chart chart) throws IOException {
    List<String> head = new ArrayList<>(List.of(chart.head()));
    chart.series().stream().map(Series::name).forEach(head::add);
    table.head(head);
    for (Chart.Row row : chart.rows()) {
      List<Object> cells = new ArrayList<>(List.of(row.label()));
      row.points().stream().map(Point::value).map(DashboardCsvServlet::number).forEach(cells::add);
      table.row(cells);
    }
    table.end();
  }

  private static Object number(Double value) {
    return value != null && value == Math.rint(value) ? (Object) value.longValue() : value;
  }
}
