package org.guichet.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.guichet.shared.Announcement.Topic;
import org.junit.jupiter.api.Test;

class AnnouncementTest {

  @Test
  void saysTheSameWhenItIsHeard() {
    Announcement said = Announcement.ofRequests(List.of(UUID.randomUUID(), UUID.randomUUID()));

    assertThat(Announcement.parse(said.payload())).isEqualTo(said);
    assertThat(Announcement.parse(Announcement.of(Topic.INBOX).payload()))
        .isEqualTo(Announcement.of(Topic.INBOX));
  }

  @Test
  void aLongListFitsIntoTheChannelBySayingSome() {
    Announcement many =
        Announcement.ofRequests(Stream.generate(UUID::randomUUID).limit(1_000).toList());

    assertThat(many.payload()).hasSizeLessThan(8_000);
    assertThat(many.concerns(UUID.randomUUID())).isTrue();
  }

  @Test
  void concernsOnlyTheRequestsItNames() {
    UUID one = UUID.randomUUID();

    assertThat(Announcement.ofRequests(List.of(one, one)).requests()).containsExactly(one);
    assertThat(Announcement.ofRequests(List.of(one)).concerns(UUID.randomUUID())).isFalse();
    assertThat(Announcement.of(Topic.SESSION).concerns(one)).isFalse();
  }
}
