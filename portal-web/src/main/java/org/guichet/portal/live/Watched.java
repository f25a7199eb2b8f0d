package org.guichet.portal.live;

import java.util.Set;
import java.util.UUID;
import org.guichet.shared.Announcement;

/**
 * What a page watches: certain requests, or a list of whichever.
 *
 * @param requests empty for a list, which any request may change
 * @param label what the message says: a request's number, or "queue"
 */
record Watched(Set<UUID> requests, String label) {

  static Watched request(UUID request, String number) {
    return new Watched(Set.of(request), number);
  }

  static Watched list(String label) {
    return new Watched(Set.of(), label);
  }

  boolean isConcernedBy(Announcement announcement) {
    return requests.isEmpty()
        ? announcement.isAboutRequests()
        : requests.stream().anyMatch(announcement::concerns);
  }
}
