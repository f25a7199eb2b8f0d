package org.guichet.portal.live;

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
  @Inject Requests requests;
  @Inject AuditTrail audit;

  /**
   * What the page asked for.
   *
   * @param parameters of the socket's address: request=number, or queue=name
   * @throws NotVisible when the viewer may not see it; that is in the audit trail then
   */
  Watched check(Viewer viewer, Map<String, List<String>> parameters) {
    String number = first(parameters, "request");
    if (number != null) {
      UUID id =
          requests.visible(viewer, number).orElseThrow(() -> refuse(viewer, "request", number));
      return new Watched(id, number);
    }
    String queue = first(parameters, "queue");
    boolean open = "deliveries".equals(queue) ? viewer.caresForDeliveries() : viewer.isStaff();
    if (queue == null || !open) {
      throw refuse(viewer, "queue", queue);
    }
    return Watched.list("queue");
  }

  private NotVisible refuse(Viewer viewer, String type, String id) {
    audit.record(viewer, "live.refused", type, id);
    return new NotVisible(type, id);
  }

  private static String first(Map<String, List<String>> parameters, String name) {
    List<String> values = parameters.getOrDefault(name, List.of());
    return values.isEmpty() ? null : values.get(0);
  }
}
