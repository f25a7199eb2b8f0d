package org.guichet.portal.live;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.request.Requests;

/** What a viewer may watch: a request that he may see; a list when one is open to him. */
@ApplicationScoped
public class WatchRule {
  /** Requests that one page may watch by name. */
  private static final int MOST = 20;

  @Inject Requests requests;
  @Inject AuditTrail audit;

  /**
   * What the page asked for.
   *
   * @param parameters of the socket's address: request=number, several times if need be,
   *     queue=name, list=requests for one's own, or bell for what one is told, which every socket
   *     hears anyway
   * @throws NotVisible when the viewer may not see it; that is in the audit trail then
   */
  Watched check(Viewer viewer, Map<String, List<String>> parameters) {
    if (parameters.containsKey(Watched.BELL)) {
      return Watched.bell();
    }
    List<String> numbers = parameters.getOrDefault("request", List.of());
    if (numbers.size() == 1 && requests.isAtDesk(viewer, numbers.get(0))) {
      return Watched.work(visible(viewer, numbers.get(0)), numbers.get(0));
    }
    if (!numbers.isEmpty()) {
      return Watched.requests(
          numbers.stream().limit(MOST).map(number -> visible(viewer, number)).collect(toSet()),
          numbers.get(0));
    }
    if (parameters.getOrDefault("list", List.of()).contains("requests")) {
      return viewer.isStaff() ? Watched.list("list") : Watched.listOf(viewer, "list");
    }
    List<String> queues = parameters.getOrDefault("queue", List.of());
    String queue = queues.isEmpty() ? null : queues.get(0);
    boolean open = "deliveries".equals(queue) ? viewer.caresForDeliveries() : viewer.isStaff();
    if (queue == null || !open) {
      throw refuse(viewer, "queue", queue);
    }
    return "deliveries".equals(queue) ? Watched.list("queue") : Watched.queues(viewer);
  }

  /**
   * What a page may go on watching. A request may have been handed to others: who does not see it
   * at the desk any more must not hear who is at it.
   */
  Watched again(Viewer viewer, Watched before) {
    if (!before.colleague() || requests.isAtDesk(viewer, before.label())) {
      return before;
    }
    return requests
        .visible(viewer, before.label())
        .map(request -> Watched.request(request, before.label()))
        .orElseGet(Watched::bell);
  }

  private UUID visible(Viewer viewer, String number) {
    return requests.visible(viewer, number).orElseThrow(() -> refuse(viewer, "request", number));
  }

  private NotVisible refuse(Viewer viewer, String type, String id) {
    audit.record(viewer, "live.refused", type, id);
    return new NotVisible(type, id);
  }
}
