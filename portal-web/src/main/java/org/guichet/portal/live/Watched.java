package org.guichet.portal.live;

import java.util.Set;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.request.Party;
import org.guichet.shared.Announcement;

/**
 * What a page watches: certain requests, a list of whichever, or the list of what a person sees as
 * a customer.
 *
 * @param requests empty for a list
 * @param customer whose list it is; null for one that any request may change
 * @param label what the message says: a request's number, or "queue"
 */
record Watched(Set<UUID> requests, Viewer customer, String label) {

  static Watched request(UUID request, String number) {
    return requests(Set.of(request), number);
  }

  static Watched requests(Set<UUID> requests, String number) {
    return new Watched(requests, null, number);
  }

  static Watched list(String label) {
    return new Watched(Set.of(), null, label);
  }

  static Watched listOf(Viewer customer, String label) {
    return new Watched(Set.of(), customer, label);
  }

  /**
   * Whether the page has to look again.
   *
   * @param parties whose the announced requests are
   */
  boolean isConcernedBy(Announcement announcement, Parties parties) {
    if (!requests.isEmpty()) {
      return requests.stream().anyMatch(announcement::concerns);
    }
    return announcement.isAboutRequests()
        && (customer == null
            || announcement.requests().isEmpty()
            || parties.get().stream().anyMatch(this::isHis));
  }

  private boolean isHis(Party party) {
    return customer.personId().equals(party.requester())
        || customer.managedOrganizations().contains(party.organization());
  }
}
