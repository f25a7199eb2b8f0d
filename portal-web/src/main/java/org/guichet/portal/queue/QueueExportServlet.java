package org.guichet.portal.queue;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.queue.QueueFilter;

/** The queue as a table, {@code /queue.csv} or {@code /queue.xlsx} with the queue's parameters. */
@WebServlet({"/queue.csv", "/queue.xlsx"})
public class QueueExportServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String EXCEL =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  @Inject private transient QueueExport export;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient Reader reader;
  @Inject private transient Words words;
  @Inject private transient AuditTrail audit;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean excel = request.getServletPath().endsWith(".xlsx");
    Viewer who = viewer.get();
    QueueFilter filter =
        QueueAddress.read(request::getParameterValues).filter(who, reader.getZone());
    audit.record(who, "queue.exported", "queue", filter.queue().name().toLowerCase(Locale.ROOT));
    response.setContentType(excel ? EXCEL : "text/csv; charset=UTF-8");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"" + words.of("queue.table.file") + (excel ? ".xlsx\"" : ".csv\""));
    OutputStream out = response.getOutputStream();
    export.write(
        excel
            ? new XlsxTable(out, words.of("queue.title"), reader.getZone())
            : new CsvTable(out, reader.getZone()),
        who,
        filter);
  }
}
