package org.guichet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  @TempDir private Path directory;
  private Process child;
  private Leftovers leftovers;

  @BeforeEach
  void aChildIsLeftBehind() throws IOException {
    child = new ProcessBuilder("sleep", "600").start();
    leftovers = new Leftovers(directory.resolve("run"));
    leftovers.remember("child", child.toHandle());
  }

  @AfterEach
  void nothingStays() {
    child.destroyForcibly();
  }

  @Test
  void whatAKilledDemoLeftIsEndedOnce() {
    assertThat(leftovers.end(directory.resolve("database"))).containsExactly("child");
    assertThat(Wait.until(SOON, () -> !child.isAlive())).isTrue();
    assertThat(leftovers.end(directory.resolve("database"))).isEmpty();
  }

  @Test
  void aStrangerWithTheSameProcessIdIsLeftAlone() throws IOException {
    Files.writeString(directory.resolve("run/child"), child.pid() + " 1000000000000\n");
    assertThat(leftovers.end(directory.resolve("database"))).isEmpty();
    assertThat(child.isAlive()).isTrue();
  }

  @Test
  void aPostmasterFileOfAnotherProgramProvesNothing() throws IOException {
    leftovers.end(directory.resolve("database"));
    Process stranger = new ProcessBuilder("sleep", "601").start();
    try {
      Path database = Files.createDirectories(directory.resolve("database"));
      Files.writeString(database.resolve("postmaster.pid"), stranger.pid() + "\n");
      assertThat(leftovers.end(database)).isEmpty();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroyForcibly();
    }
  }
}
