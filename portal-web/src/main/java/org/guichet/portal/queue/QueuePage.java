package org.guichet.portal.queue;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guichet.access.NotAllowed;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.request.ListPlace;
import org.guichet.request.ChangedMeanwhile;
import org.guichet.request.RequestDesk;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.request.RequestRow;
import org.guichet.request.Requests;

/**
 * One queue of the desk. Rows do not jump in while somebody reads: they are announced and shown on
 * request.
 */
@Named
@ViewScoped
public class QueuePage implements Serializable {
  private static final Logger LOG = System.getLogger(QueuePage.class.getName());
  private static final long serialVersionUID = 1L;
  private static final int PAGE = 50;

  @Inject Requests requests;
  @Inject RequestDesk desk;
  @Inject CurrentViewer viewer;

  private String queue;
  private String after;
  private List<RequestRow> rows = List.of();
  private Map<Scope, Integer> counts = Map.of();
  private long news;

  /** Shows the queue as it is now. */
  public void load() {
    if (!viewer.get().isStaff()) {
      throw new NotAllowed("see the queue");
    }
    rows = read();
    counts = requests.deskCounts(viewer.get());
    news = 0;
  }

  /** Brings the rows shown up to date and counts those that are not shown yet. */
  public void refresh() {
    Map<UUID, RequestRow> latest =
        read().stream().collect(Collectors.toMap(RequestRow::id, Function.identity()));
    rows =
        rows.stream().map(row -> latest.getOrDefault(row.id(), row)).collect(Collectors.toList());
    rows.forEach(row -> latest.remove(row.id()));
    news = after == null ? latest.size() : 0;
    counts = requests.deskCounts(viewer.get());
  }

  /** The viewer takes that request himself; when a colleague was quicker, the row says who. */
  public void take(String number) {
    try {
      desk.take(viewer.get(), number);
    } catch (ChangedMeanwhile e) {
      LOG.log(Level.DEBUG, "{0} was taken by somebody else", number);
    }
    load();
  }

  private List<RequestRow> read() {
    return requests.list(
        viewer.get(), RequestFilter.of(getScope(), true).from(ListPlace.parse(after)), PAGE);
  }

  public Scope getScope() {
    return switch (queue == null ? "" : queue) {
      case "mine" -> Scope.ASSIGNED;
      case "unassigned" -> Scope.UNASSIGNED;
      default -> Scope.ALL;
    };
  }

  /** The scope's name in the address. */
  public String nameOf(Scope scope) {
    return scope == Scope.ASSIGNED ? "mine" : scope.name().toLowerCase(Locale.ROOT);
  }

  public Scope[] getScopes() {
    return new Scope[] {Scope.ASSIGNED, Scope.UNASSIGNED, Scope.ALL};
  }

  /** How many are in that queue; where counting stopped, with a plus. */
  public String count(Scope scope) {
    int count = counts.getOrDefault(scope, 0);
    return count >= Requests.MOST_COUNTED ? Requests.MOST_COUNTED + "+" : Integer.toString(count);
  }

  /** The next page; empty when this is the last. */
  public String getOlder() {
    return rows.size() < PAGE
        ? ""
        : "/queue?queue="
            + nameOf(getScope())
            + "&after="
            + ListPlace.of(RequestFilter.of(getScope(), true).after(rows.get(rows.size() - 1)));
  }

  public String getQueue() {
    return queue;
  }

  public void setQueue(String queue) {
    this.queue = queue;
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(String after) {
    this.after = after;
  }

  public List<RequestRow> getRows() {
    return rows;
  }

  /** Requests that came since the list was drawn. */
  public long getNews() {
    return news;
  }
}
