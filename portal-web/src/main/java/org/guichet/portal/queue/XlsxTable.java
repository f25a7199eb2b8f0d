package org.guichet.portal.queue;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A table as an Excel workbook. Texts are cells of text, which no program calculates, and stand in
 * the rows themselves: the list of shared texts would grow in memory until the end.
 */
final class XlsxTable implements QueueTable {
  private static final int FLUSHED = 500;
  private static final double WIDE = 40;
  private static final double NARROW = 18;

  private final Workbook book;
  private final Worksheet sheet;
  private final ZoneId zone;
  private int row;

  XlsxTable(OutputStream out, String name, ZoneId zone) {
    this.book = new Workbook(out, "Guichet", "1.0");
    this.sheet = book.newWorksheet(name);
    this.zone = zone;
  }

  @Override
  public void head(List<String> columns) {
    for (int column = 0; column < columns.size(); column++) {
      sheet.inlineString(0, column, columns.get(column));
      sheet.width(column, column == 1 ? WIDE : NARROW);
    }
    sheet.range(0, 0, 0, columns.size() - 1).style().bold().set();
    sheet.freezePane(0, 1);
    row = 1;
  }

  @Override
  public void row(List<Object> cells) throws IOException {
    for (int column = 0; column < cells.size(); column++) {
      write(column, cells.get(column));
    }
    row++;
    if (row % FLUSHED == 0) {
      sheet.flush();
    }
  }

  private void write(int column, Object cell) {
    if (cell instanceof Instant moment) {
      sheet.value(row, column, LocalDateTime.ofInstant(moment, zone));
      sheet.style(row, column).format("yyyy-mm-dd hh:mm").set();
    } else if (cell instanceof Number number) {
      sheet.value(row, column, number);
    } else if (cell != null) {
      sheet.inlineString(row, column, cell.toString());
    }
  }

  @Override
  public void end() throws IOException {
    book.finish();
  }
}
