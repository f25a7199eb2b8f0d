package org.guichet.portal.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcement.Topic;
import org.junit.jupiter.api.Test;

class WatchedTest {
  private static final UUID MINE = UUID.randomUUID();
  private final Watched request = Watched.request(MINE, "R-2026-000001");

  @Test
  void aRequestsPageHearsOfThatRequestOnly() {
    assertThat(request.isConcernedBy(Announcement.ofRequests(List.of(MINE)))).isTrue();
    assertThat(request.isConcernedBy(Announcement.ofRequests(List.of(UUID.randomUUID()))))
        .isFalse();
  }

  @Test
  void whoMissedSomethingLooksAtAll() {
    assertThat(request.isConcernedBy(Announcement.of(Topic.REQUEST))).isTrue();
  }

  @Test
  void aListHearsOfEveryRequestAndOfNothingElse() {
    Watched queue = Watched.list("queue");

    assertThat(queue.isConcernedBy(Announcement.ofRequests(List.of(MINE)))).isTrue();
    assertThat(queue.isConcernedBy(Announcement.of(Topic.INBOX))).isFalse();
  }
}
