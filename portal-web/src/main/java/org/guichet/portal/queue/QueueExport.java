package org.guichet.portal.queue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.guichet.access.Viewer;
import org.guichet.portal.request.Statuses;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.queue.QueueFilter;
import org.guichet.queue.QueueRow;
import org.guichet.queue.Queues;

/**
 * Writes all that a filter finds into a table. It reads page by page: its length costs neither
 * memory nor an open transaction.
 */
@RequestScoped
public class QueueExport {
  private static final int PAGE = 1_000;

  /** Rows that a sheet of Excel can hold, its head left aside. */
  private static final int MOST = 1_048_575;

  private static final List<String> COLUMNS =
      List.of(
          "number",
          "subject",
          "service",
          "status",
          "priority",
          "requester",
          "organization",
          "team",
          "assignee",
          "tags",
          "sent",
          "changed",
          "stopped");

  @Inject Queues queues;
  @Inject Statuses statuses;
  @Inject Reader reader;
  @Inject Words words;

  void write(QueueTable table, Viewer viewer, QueueFilter filter) throws IOException {
    table.head(COLUMNS.stream().map(column -> words.of("queue.table." + column)).toList());
    QueueFilter place = filter;
    List<QueueRow> page;
    int written = 0;
    do {
      page = queues.page(viewer, place, PAGE);
      for (QueueRow row : page) {
        table.row(cells(row));
      }
      written += page.size();
      place = page.isEmpty() ? place : place.after(page.get(page.size() - 1));
    } while (page.size() == PAGE && written + PAGE <= MOST);
    table.end();
  }

  private List<Object> cells(QueueRow row) {
    return Arrays.asList(
        row.number(),
        row.subject(),
        row.typeNames().in(reader.getLocale()),
        statuses.word(row.status(), "staff"),
        words.of("priority." + row.priority()),
        row.requester(),
        row.organization(),
        row.team(),
        row.assignee(),
        row.tags().isEmpty() ? null : String.join(", ", row.tags()),
        row.submittedAt(),
        row.updatedAt(),
        row.stopped());
  }
}
