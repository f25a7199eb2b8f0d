package org.guichet.portal.request;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.guichet.access.Viewer;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.request.FoundRequest;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestRow;
import org.guichet.request.RequestSearch;
import org.guichet.request.RequestSearch.Found;
import org.guichet.request.Requests;

/**
 * The list as a table for a spreadsheet, {@code /requests.csv} with the list's own parameters. It
 * is read page by page and written as it is read, so that its length costs neither memory nor an
 * open transaction.
 */
@WebServlet("/requests.csv")
public class RequestsCsvServlet extends HttpServlet {
  private static final Pattern FORMULA = Pattern.compile("(^|;)(?=[=+\\-@\\t\\r\\n＝＋－＠])");
  private static final long serialVersionUID = 1L;
  private static final int PAGE = 200;

  /** Without it spreadsheets take UTF-8 for something else. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  @Inject private transient Requests requests;
  @Inject private transient RequestSearch search;
  @Inject private transient CurrentViewer viewer;
  @Inject private transient Reader reader;
  @Inject private transient Words words;
  @Inject private transient Statuses statuses;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ListAddress address = ListAddress.read(request::getParameter);
    Viewer who = viewer.get();
    RequestFilter filter = address.filter(reader.getZone()).inFixedOrder();
    response.setContentType("text/csv");
    response.setCharacterEncoding("UTF-8");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename*=UTF-8''"
            + FileServlet.encoded(words.of("requests.csv.file") + ".csv"));
    Writer out = response.getWriter();
    out.write(BYTE_ORDER_MARK);
    CSVPrinter table = new CSVPrinter(out, CSVFormat.EXCEL);
    head(table);
    if (address.isSearch()) {
      found(table, who, filter, address.text());
    } else {
      listed(table, who, filter);
    }
    table.flush();
  }

  private void head(CSVPrinter table) throws IOException {
    for (String column :
        List.of(
            "number",
            "subject",
            "service",
            "status",
            "requester",
            "organization",
            "sent",
            "changed")) {
      table.print(words.of("requests.csv." + column));
    }
    table.println();
  }

  private void listed(CSVPrinter table, Viewer who, RequestFilter filter) throws IOException {
    RequestFilter place = filter;
    List<RequestRow> page;
    do {
      page = requests.list(who, place, PAGE);
      for (RequestRow row : page) {
        print(table, row);
      }
      place = page.isEmpty() ? place : place.after(page.get(page.size() - 1));
    } while (page.size() == PAGE);
  }

  private void found(CSVPrinter table, Viewer who, RequestFilter filter, String text)
      throws IOException {
    Found page = search.find(who, filter, text, PAGE);
    String searched = page.meant() == null ? text : page.meant();
    while (true) {
      for (FoundRequest found : page.requests()) {
        print(table, found.row());
      }
      if (page.next() == null) {
        return;
      }
      page = search.find(who, filter.from(page.next()), searched, PAGE);
    }
  }

  private void print(CSVPrinter table, RequestRow row) throws IOException {
    table.printRecord(
        row.number(),
        harmless(row.subject()),
        harmless(row.typeNames().in(reader.getLocale())),
        statuses.word(row.requestStatus(), "customer"),
        harmless(row.requester()),
        harmless(row.organization()),
        moment(row.submittedAt()),
        moment(row.updatedAt()));
  }

  private String moment(Instant at) {
    return MOMENT.format(at.atZone(reader.getZone()));
  }

  /**
   * What begins like a formula would be calculated by whoever opens the table. In some languages
   * spreadsheets begin another cell at a semicolon, too.
   */
  public static String harmless(String text) {
    return text == null ? null : FORMULA.matcher(text).replaceAll("$1'");
  }
}
