package org.guichet.portal.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiveDoorTest {
  @Test
  void onlyPagesOfThisHostMayOpenASocket() {
    assertThat(LiveDoor.isOurs("http://localhost:8080", "localhost:8080")).isTrue();
    assertThat(LiveDoor.isOurs("https://portal.example", "portal.example")).isTrue();
    assertThat(LiveDoor.isOurs("https://evil.example", "portal.example")).isFalse();
    assertThat(LiveDoor.isOurs("http://localhost:9999", "localhost:8080")).isFalse();
    assertThat(LiveDoor.isOurs("null", "localhost:8080")).isFalse();
    assertThat(LiveDoor.isOurs("not an origin", "localhost:8080")).isFalse();
  }
}
