package org.guichet.portal.queue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.guichet.portal.request.RequestsCsvServlet;

/** A table as comma-separated values. */
public final class CsvTable implements QueueTable {
  /** Without it spreadsheets take UTF-8 for something else. */
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final CSVPrinter printer;
  private final ZoneId zone;

  /** Writes to that stream, which the caller closes. */
  public CsvTable(OutputStream out, ZoneId zone) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write(BYTE_ORDER_MARK);
    this.printer = new CSVPrinter(writer, CSVFormat.EXCEL);
    this.zone = zone;
  }

  @Override
  public void head(List<String> columns) throws IOException {
    printer.printRecord(columns);
  }

  @Override
  public void row(List<Object> cells) throws IOException {
    for (Object cell : cells) {
      printer.print(written(cell));
    }
    printer.println();
  }

  private Object written(Object cell) {
    if (cell instanceof Instant moment) {
      return MOMENT.format(moment.atZone(zone));
    }
    return cell instanceof String text ? RequestsCsvServlet.harmless(text) : cell;
  }

  @Override
  public void end() throws IOException {
    printer.flush();
  }
}
