package org.guichet.portal.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guichet.shared.Announcement;
import org.junit.jupiter.api.Test;

class PresenceBookTest {
  private static final UUID REQUEST = UUID.randomUUID();
  private static final UUID TOM = UUID.randomUUID();
  private static final UUID SOFIA = UUID.randomUUID();
  private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
  private final PresenceBook book = new PresenceBook();

  private boolean beat(String window, UUID person, boolean writes, int seconds) {
    return book.beat(window, REQUEST, person, writes, NOW.plusSeconds(seconds));
  }

  @Test
  void onlyWhatIsNewIsNews() {
    assertThat(beat("a", TOM, false, 0)).isTrue();
    assertThat(beat("a", TOM, false, 10)).isFalse();
    assertThat(beat("a", TOM, true, 12)).isTrue();
    assertThat(book.everywhere(REQUEST)).isEqualTo(Map.of(TOM, true));
  }

  @Test
  void whoHasTwoWindowsIsThereUntilBothAreClosed() {
    beat("a", TOM, true, 0);
    beat("b", TOM, false, 0);
    assertThat(book.everywhere(REQUEST)).isEqualTo(Map.of(TOM, true));
    assertThat(book.leave("a")).isEqualTo(REQUEST);
    assertThat(book.everywhere(REQUEST)).isEqualTo(Map.of(TOM, false));
    book.leave("b");
    assertThat(book.everywhere(REQUEST)).isEmpty();
    assertThat(book.leave("b")).isNull();
  }

  @Test
  void whoIsSilentForThirtySecondsIsForgotten() {
    beat("a", TOM, false, 0);
    beat("b", SOFIA, false, 20);
    assertThat(book.forget(NOW.plusSeconds(30))).isEmpty();
    assertThat(book.forget(NOW.plusSeconds(31))).containsExactly(REQUEST);
    assertThat(book.everywhere(REQUEST)).containsOnlyKeys(SOFIA);
  }

  @Test
  void twoNodesKnowOfEachOther() {
    UUID node = UUID.randomUUID();
    PresenceBook other = new PresenceBook();
    other.beat("there", REQUEST, SOFIA, true, NOW);
    other.beat("there, too", REQUEST, TOM, false, NOW);
    beat("here", TOM, false, 0);

    PresenceWords said = said(node, other);
    assertThat(book.hear(said.node(), said.request(), said.people(), NOW)).isTrue();
    assertThat(book.hear(said.node(), said.request(), said.people(), NOW)).isFalse();
    assertThat(book.everywhere(REQUEST)).isEqualTo(Map.of(SOFIA, true, TOM, false));
    assertThat(book.here()).containsExactly(REQUEST);
    assertThat(book.here(REQUEST)).containsOnlyKeys(TOM);

    other.leave("there");
    other.leave("there, too");
    said = said(node, other);
    assertThat(book.hear(said.node(), said.request(), said.people(), NOW)).isTrue();
    assertThat(book.everywhere(REQUEST)).containsOnlyKeys(TOM);
  }

  @Test
  void aNodeThatDiedIsForgotten() {
    book.hear(UUID.randomUUID(), REQUEST, Map.of(SOFIA, true), NOW);
    assertThat(book.forget(NOW.plusSeconds(31))).isEqualTo(Set.of(REQUEST));
    assertThat(book.everywhere(REQUEST)).isEmpty();
  }

  @Test
  void otherAnnouncementsSayNothingOfAnybody() {
    assertThat(PresenceWords.of(Announcement.of(Announcement.Topic.PRESENCE))).isNull();
    assertThat(PresenceWords.of(Announcement.of(Announcement.Topic.REQUEST))).isNull();
  }

  private static PresenceWords said(UUID node, PresenceBook book) {
    return PresenceWords.of(new PresenceWords(node, REQUEST, book.here(REQUEST)).announcement());
  }
}
