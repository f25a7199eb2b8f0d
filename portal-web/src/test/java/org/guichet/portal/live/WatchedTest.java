package org.guichet.portal.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.guichet.access.Viewer;
import org.guichet.request.Party;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcement.Topic;
import org.junit.jupiter.api.Test;

class WatchedTest {
  private static final UUID MINE = UUID.randomUUID();
  private static final Parties NOBODY = new Parties(List::of);
  private final Watched request = Watched.request(MINE, "R-2026-000001");

  @Test
  void aRequestsPageHearsOfThatRequestOnly() {
    assertThat(request.isConcernedBy(Announcement.ofRequests(List.of(MINE)), NOBODY)).isTrue();
    assertThat(request.isConcernedBy(Announcement.ofRequests(List.of(UUID.randomUUID())), NOBODY))
        .isFalse();
  }

  @Test
  void whoMissedSomethingLooksAtAll() {
    assertThat(request.isConcernedBy(Announcement.of(Topic.REQUEST), NOBODY)).isTrue();
  }

  @Test
  void aListHearsOfEveryRequestAndOfNothingElse() {
    Watched queue = Watched.list("queue");

    assertThat(queue.isConcernedBy(Announcement.ofRequests(List.of(MINE)), NOBODY)).isTrue();
    assertThat(queue.isConcernedBy(Announcement.of(Topic.INBOX), NOBODY)).isFalse();
  }

  @Test
  void aPageThatWatchesOnlyTheBellHearsOfNoRequest() {
    assertThat(Watched.bell().isConcernedBy(Announcement.of(Topic.REQUEST), NOBODY)).isFalse();
    assertThat(Watched.bell().isConcernedBy(Announcement.ofRequests(List.of(MINE)), NOBODY))
        .isFalse();
  }

  @Test
  void theQueuesOfADeskAreToldByTheirCounts() {
    Watched queues =
        Watched.queues(
            new Viewer(UUID.randomUUID(), "T", "", Set.of(), Set.of(), Set.of(UUID.randomUUID())));

    assertThat(queues.isConcernedBy(Announcement.ofRequests(List.of(MINE)), NOBODY)).isFalse();
  }

  @Test
  void aCustomersListHearsOfHisOwnRequestsAndOfThoseHeManages() {
    UUID person = UUID.randomUUID();
    UUID organization = UUID.randomUUID();
    Watched list =
        Watched.listOf(
            new Viewer(person, "J", "", Set.of(), Set.of(organization), Set.of()), "list");
    Announcement one = Announcement.ofRequests(List.of(MINE));

    assertThat(list.isConcernedBy(one, of(person, null))).isTrue();
    assertThat(list.isConcernedBy(one, of(UUID.randomUUID(), organization))).isTrue();
    assertThat(list.isConcernedBy(one, of(UUID.randomUUID(), UUID.randomUUID()))).isFalse();
    assertThat(list.isConcernedBy(Announcement.of(Topic.REQUEST), NOBODY)).isTrue();
  }

  @Test
  void whoseTheRequestsAreIsAskedOncePerAnnouncement() {
    AtomicInteger asked = new AtomicInteger();
    Parties parties =
        new Parties(
            () -> {
              asked.incrementAndGet();
              return List.of();
            });
    Announcement one = Announcement.ofRequests(List.of(MINE));
    for (int i = 0; i < 3; i++) {
      Watched.listOf(new Viewer(UUID.randomUUID(), "J", "", Set.of(), Set.of(), Set.of()), "list")
          .isConcernedBy(one, parties);
    }

    assertThat(asked).hasValue(1);
  }

  private static Parties of(UUID requester, UUID organization) {
    return new Parties(() -> List.of(new Party(requester, organization)));
  }
}
