package org.guichet.portal.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.demo.BelievableYears;
import org.guichet.portal.request.Statuses;
import org.guichet.portal.shared.FixedReader;
import org.guichet.portal.shared.Words;
import org.guichet.queue.Queue;
import org.guichet.queue.QueueFilter;
import org.guichet.queue.Queues;
import org.guichet.request.RequestStatus;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The queue as a table, out of the real database: all of it, page by page. */
class QueueExportIT {
  private static final int REQUESTS = 2_300;
  private TestDomain domain;
  private QueueExport export;

  @BeforeEach
  void manyRequests() {
    domain = TestDomain.start();
    BelievableYears.fill(
        domain.dataSource(), null, REQUESTS, Instant.parse("2026-11-22T12:00:00Z"));
    export = new QueueExport();
    export.queues = new Queues(domain.jdbi);
    export.reader = new FixedReader("en", ZoneId.of("Europe/Paris"));
    export.words = new Words(export.reader);
    export.statuses =
        new Statuses() {
          @Override
          public String word(RequestStatus status, String audience) {
            return status.name();
          }
        };
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  @Test
  void writesEachRequestOnceInTheOrderOfTheList() throws IOException {
    Viewer sofia = domain.viewer("sofia", Role.SUPERVISOR);
    Written table = new Written();
    QueueFilter open = QueueFilter.of(Queue.ALL);
    export.write(table, sofia, open);

    assertThat(table.numbers).doesNotHaveDuplicates();
    assertThat(table.numbers)
        .startsWith(domain.queues.page(sofia, open, 1).get(0).number())
        .hasSize(domain.queueCounts.of(sofia).get(Queue.ALL));
    assertThat(table.ended).isTrue();
  }

  @Test
  void aCustomerGetsNone() {
    assertThatThrownBy(
            () ->
                export.write(
                    new Written(),
                    domain.viewer("camille", Role.CUSTOMER),
                    QueueFilter.of(Queue.ALL)))
        .isInstanceOf(NotAllowed.class);
  }

  private static final class Written implements QueueTable {
    private final List<String> numbers = new ArrayList<>();
    private boolean ended;

    @Override
    public void head(List<String> columns) {
      assertThat(columns).startsWith("Number", "Subject");
    }

    @Override
    public void row(List<Object> cells) {
      numbers.add((String) cells.get(0));
    }

    @Override
    public void end() {
      ended = true;
    }
  }
}
