package org.guichet.portal.live;

import java.util.Set;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.request.Party;
import org.guichet.shared.Announcement;

/**
 * What a page watches: certain requests, a list of whichever, the list of what a person sees as a
 * customer, or the queues of a desk, which {@link QueuePush} tells.
 *
 * @param requests empty for a list
 * @param customer whose list it is; null for one that any request may change
 * @param desk whose queues they are; null for everything else
 * @param colleague whether who looks sees the request as staff, and is told who else is at it
 * @param label what the message says: a request's number, or "queue"
 */
record Watched(Set<UUID> requests, Viewer customer, Viewer desk, boolean colleague, String label) {

  /** Name of what every page watches, and what is said when it has changed. */
  static final String BELL = "bell";

  /** Nothing but what the person is told. */
  static Watched bell() {
    return list(BELL);
  }

  static Watched request(UUID request, String number) {
    return requests(Set.of(request), number);
  }

  static Watched requests(Set<UUID> requests, String number) {
    return new Watched(requests, null, null, false, number);
  }

  /** The page of one request, at the desk. */
  static Watched work(UUID request, String number) {
    return new Watched(Set.of(request), null, null, true, number);
  }

  static Watched list(String label) {
    return new Watched(Set.of(), null, null, false, label);
  }

  static Watched listOf(Viewer customer, String label) {
    return new Watched(Set.of(), customer, null, false, label);
  }

  static Watched queues(Viewer desk) {
    return new Watched(Set.of(), null, desk, false, "queue");
  }

  /**
   * Whether the page has to look again.
   *
   * @param parties whose the announced requests are
   */
  boolean isConcernedBy(Announcement announcement, Parties parties) {
    if (label.equals(BELL)) {
      return false;
    }
    if (!requests.isEmpty()) {
      return requests.stream().anyMatch(announcement::concerns);
    }
    return desk == null
        && announcement.isAboutRequests()
        && (customer == null
            || announcement.requests().isEmpty()
            || parties.get().stream().anyMatch(this::isHis));
  }

  private boolean isHis(Party party) {
    return customer.personId().equals(party.person())
        || customer.managedOrganizations().contains(party.organization());
  }
}
