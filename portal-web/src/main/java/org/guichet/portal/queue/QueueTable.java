package org.guichet.portal.queue;

import java.io.IOException;
import java.util.List;

/** A file for a spreadsheet, written as it is read: nothing of it stays in memory. */
public interface QueueTable {

  /** The first row. */
  void head(List<String> columns) throws IOException;

  /** One more row; a cell is a text, a whole number, a moment, or null for nothing. */
  void row(List<Object> cells) throws IOException;

  /** The end of the file. */
  void end() throws IOException;
}
