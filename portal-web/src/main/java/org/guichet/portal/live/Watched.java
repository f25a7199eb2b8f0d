package org.guichet.portal.live;

import java.util.UUID;
import org.guichet.shared.Announcement;

/**
 * What a page watches: one request, or a list of them.
 *
 * @param request null for a list, which any request may change
 * @param label what the message says: the request's number, or "queue"
 */
record Watched(UUID request, String label) {

  static Watched list(String label) {
    return new Watched(null, label);
  }

  boolean isConcernedBy(Announcement announcement) {
    return request == null
        ? announcement.topic() == Announcement.Topic.REQUEST
        : announcement.concerns(request);
  }
}
