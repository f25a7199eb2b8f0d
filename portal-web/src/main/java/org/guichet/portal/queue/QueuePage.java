package org.guichet.portal.queue;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.guichet.access.NotAllowed;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.queue.Queue;
import org.guichet.queue.QueueCounts;
import org.guichet.queue.QueueFilter;
import org.guichet.queue.QueueRow;
import org.guichet.queue.Queues;
import org.guichet.request.SavedViews;
import org.guichet.request.SavedViews.SavedView;

/**
 * One queue of the desk. What is shown is in the address and nowhere else. Rows do not jump in
 * while somebody reads: queue.js reads the address again, announces them and shows them on request.
 */
@Named
@RequestScoped
public class QueuePage {
  private static final int PAGE = 50;

  @Inject HttpServletRequest request;
  @Inject Queues queues;
  @Inject QueueCounts queueCounts;
  @Inject SavedViews savedViews;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;
  @Inject Words words;

  private QueueAddress address;
  private List<QueueRow> rows = List.of();
  private Map<Queue, Integer> counts = Map.of();
  private QueueFilter next;
  private int matching;
  private List<SavedView> views;

  /** Shows the queue as it is now. */
  public void load() {
    if (!viewer.get().isStaff()) {
      throw new NotAllowed("see the queue");
    }
    address = QueueAddress.read(request::getParameterValues);
    counts = queueCounts.of(viewer.get());
    QueueFilter whole = address.filter(viewer.get(), reader.getZone());
    QueueFilter filter = QueuePlace.from(whole, request.getParameter("after"));
    List<QueueRow> found = queues.page(viewer.get(), filter, PAGE + 1);
    rows = found.size() > PAGE ? found.subList(0, PAGE) : found;
    next = found.size() > PAGE ? filter.after(rows.get(PAGE - 1)) : null;
    matching = matching(whole, filter);
  }

  private int matching(QueueFilter whole, QueueFilter filter) {
    if (next == null && filter.after() == null) {
      return rows.size();
    }
    return whole.isPlain()
        ? Math.max(counts.get(whole.queue()), rows.size())
        : queues.count(viewer.get(), whole);
  }

  public QueueAddress getAddress() {
    return address;
  }

  public List<QueueRow> getRows() {
    return rows;
  }

  /** The queues of the viewer: that of his teams when he has any. */
  public List<Queue> getQueues() {
    return List.of(Queue.values()).stream()
        .filter(queue -> queue != Queue.TEAM || !viewer.get().teams().isEmpty())
        .toList();
  }

  public int count(Queue queue) {
    return counts.get(queue);
  }

  /** How many the filter finds, in words: where counting stopped, with a plus. */
  public String getMatching() {
    boolean stopped = matching == Queues.MOST_COUNTED && !isPlain();
    return stopped ? words.of("queue.many", matching) : words.of("queue.count", matching);
  }

  private boolean isPlain() {
    return address.filter(viewer.get(), reader.getZone()).isPlain();
  }

  /** Whether there are more than this page shows. */
  public boolean isMore() {
    return matching > rows.size();
  }

  /** The next page; empty when this is the last. */
  public String getOlder() {
    return next == null
        ? ""
        : "/queue?"
            + address.query()
            + "&after="
            + URLEncoder.encode(QueuePlace.of(next.after()), StandardCharsets.UTF_8);
  }

  /** Whether this is not the first page. */
  public boolean isContinued() {
    return request.getParameter("after") != null;
  }

  /** The viewer's views, and those that are shared with his teams. */
  public List<SavedView> getViews() {
    if (views == null) {
      views = savedViews.of(viewer.get(), SavedViews.Of.QUEUE);
    }
    return views;
  }
}
