package org.guichet.portal.board;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.guichet.access.NotAllowed;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.queue.QueueAddress;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.queue.Board;
import org.guichet.queue.Board.Column;
import org.guichet.queue.Boards;
import org.guichet.queue.Queue;
import org.guichet.queue.QueueCounts;
import org.guichet.queue.QueueRow;
import org.guichet.request.RequestStatus;

/**
 * One queue as a board. What is shown is in the address and nowhere else; board.js reads it again.
 */
@Named
@RequestScoped
public class BoardPage {
  @Inject HttpServletRequest request;
  @Inject Boards boards;
  @Inject QueueCounts queueCounts;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;
  @Inject Words words;

  private QueueAddress address;
  private Board board;
  private Map<Queue, Integer> counts = Map.of();
  private RequestStatus current = RequestStatus.SUBMITTED;

  /** Shows the queue as it is now. */
  public void load() {
    if (!viewer.get().isStaff()) {
      throw new NotAllowed("see the board");
    }
    address = BoardAddress.read(request::getParameterValues);
    counts = queueCounts.of(viewer.get());
    board = boards.of(viewer.get(), address.filter(viewer.get(), reader.getZone()));
    current = BoardAddress.column(request.getParameter("column"));
  }

  public QueueAddress getAddress() {
    return address;
  }

  public List<Column> getColumns() {
    return board.columns();
  }

  /** Whether no column has a card. */
  public boolean isEmpty() {
    return board.columns().stream().allMatch(column -> column.cards().isEmpty());
  }

  /** Whether something narrows the queue. */
  public boolean isNarrowed() {
    return !address.filter(viewer.get(), reader.getZone()).isPlain();
  }

  /** The queues of the viewer: that of his teams when he has any. */
  public List<Queue> getQueues() {
    return Arrays.stream(Queue.values())
        .filter(queue -> queue != Queue.TEAM || !viewer.get().teams().isEmpty())
        .toList();
  }

  public int count(Queue queue) {
    return counts.get(queue);
  }

  /** The one column that a narrow screen shows. */
  public RequestStatus getCurrent() {
    return current;
  }

  /** The status's name in addresses. */
  public String key(RequestStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** Where a card may go, for board.js. */
  public String next(QueueRow card) {
    return card.status().next().stream().map(Enum::name).collect(Collectors.joining(" "));
  }

  /** The list behind a column. */
  public String list(Column column) {
    return "/queue?" + address.with("status", key(column.status())).query();
  }

  /** What the last move came to, in words; empty when there was none. */
  public String getSaid() {
    String said = Objects.requireNonNullElse(request.getParameter("said"), "");
    String number = Objects.requireNonNullElse(request.getParameter("number"), "");
    return words.has("board.said." + said) && number.matches("R-\\d{4}-\\d{6,}")
        ? words.of("board.said." + said, number)
        : "";
  }

  /** Whether the last move did what was asked for. */
  public boolean isMoved() {
    return "moved".equals(request.getParameter("said"));
  }
}
