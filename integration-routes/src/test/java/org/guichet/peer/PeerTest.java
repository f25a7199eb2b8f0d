package org.guichet.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerTest {

  private static boolean isAlive(String pid) throws IOException {
    Path status = Path.of("/proc", pid, "status");
    return Files.exists(status) && !Files.readString(status).contains("zombie");
  }

  @Test
  void whatWasKilledComesBackWithItsDataAndEndsWithTheTest() throws Exception {
    String second;
    try (Peer peer = Peer.start("sleeper", Map.of())) {
      assertThat(peer.value("starts")).isEqualTo("1");
      assertThat(peer.value("ports")).isEqualTo("5");
      String first = peer.value("pid");
      peer.kill();
      assertThat(isAlive(first)).isFalse();

      peer.restart();
      second = peer.value("pid");
      assertThat(peer.value("starts")).isEqualTo("2");
      assertThat(isAlive(second)).isTrue();
    }
    assertThat(isAlive(second)).isFalse();
  }

  @Test
  void aNewOneBeginsEmpty() throws Exception {
    Peer.start("sleeper", Map.of()).close();

    try (Peer peer = Peer.start("sleeper", Map.of())) {
      assertThat(peer.value("starts")).isEqualTo("1");
    }
  }

  @Test
  void oneThatCannotStartIsAFailureThatShowsItsLogs() {
    assertThatThrownBy(() -> Peer.start("sleeper", Map.of("BROKEN", "yes")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Could not be prepared.")
        .hasMessageContaining("the disk is full");
  }
}
