package org.guichet.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.demo.BelievableYears;
import org.guichet.queue.Board.Column;
import org.guichet.request.RequestStatus;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The board shows what the lists show, as much of it as fits. */
class BoardsIT {
  private static TestDomain domain;
  private static Viewer tom;
  private static Viewer sofia;

  @BeforeAll
  static void twoYears() {
    domain = TestDomain.start();
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    BelievableYears.fill(domain.dataSource(), null, 3_000, Instant.parse("2026-11-22T12:00:00Z"));
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  private static List<String> numbers(List<QueueRow> rows) {
    return rows.stream().map(QueueRow::number).toList();
  }

  @Test
  void everyColumnBeginsAsItsList() {
    for (Viewer viewer : List.of(tom, sofia)) {
      for (Queue queue : Queue.values()) {
        QueueFilter filter = QueueFilter.of(queue);
        for (Column column : domain.boards.of(viewer, filter).columns()) {
          List<QueueRow> listed =
              domain.queues.page(viewer, filter.of(Set.of(column.status())), 2_000);
          int most = column.status().isOpen() ? Boards.MOST_OPEN : Boards.MOST_SETTLED;
          assertThat(numbers(column.cards()))
              .as(viewer.name() + " " + queue + " " + column.status())
              .isEqualTo(numbers(listed.subList(0, Math.min(most, listed.size()))));
          assertThat(column.more()).isEqualTo(listed.size() > most);
          if (column.status().isOpen()) {
            assertThat(column.many()).isEqualTo(listed.size());
            assertThat(column.left()).isEqualTo(listed.size() - column.cards().size());
          }
        }
      }
    }
  }

  @Test
  void aColumnIsBounded() {
    Map<RequestStatus, Integer> cards =
        domain.boards.of(sofia, QueueFilter.of(Queue.ALL)).columns().stream()
            .collect(
                java.util.stream.Collectors.toMap(Column::status, column -> column.cards().size()));
    assertThat(cards.get(RequestStatus.CLOSED)).isEqualTo(Boards.MOST_SETTLED);
    assertThat(cards.values()).allMatch(many -> many <= Boards.MOST_OPEN);
  }

  @Test
  void theBoardIsForStaff() {
    Viewer camille = domain.viewer("camille", Role.CUSTOMER);
    assertThatThrownBy(() -> domain.boards.of(camille, QueueFilter.of(Queue.ALL)))
        .isInstanceOf(NotAllowed.class);
  }
}
