package org.guichet.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MentionsTest {
  private static final UUID TOM = UUID.randomUUID();
  private static final UUID TOMMY = UUID.randomUUID();
  private static final Map<UUID, String> COLLEAGUES = Map.of(TOM, "Tom Beck", TOMMY, "Tom Becker");

  @Test
  void whoIsNamedBehindTheSignIsCalled() {
    assertThat(Mentions.in("Can you, @Tom Beck?", COLLEAGUES)).isEqualTo(Map.of(TOM, "Tom Beck"));
    assertThat(Mentions.in("Tom Beck knows, mail tom@Tom", COLLEAGUES)).isEmpty();
  }

  @Test
  void theLongerNameIsMeant() {
    assertThat(Mentions.in("@Tom Becker", COLLEAGUES)).isEqualTo(Map.of(TOMMY, "Tom Becker"));
    assertThat(Mentions.in("@Tom Becker and @Tom Beck", COLLEAGUES)).hasSize(2);
  }

  @Test
  void theyComeBackOutOfTheDetails() {
    Map<UUID, String> called = Map.of(TOM, "Tom Beck");
    assertThat(Mentions.of(Mentions.details(called))).isEqualTo(called);
    assertThat(Mentions.of(Map.of("author", "Anna"))).isEmpty();
  }
}
