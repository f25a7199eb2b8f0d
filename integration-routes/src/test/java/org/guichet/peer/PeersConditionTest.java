package org.guichet.peer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

class PeersConditionTest {
  private final String asked = System.getProperty("peers.install");

  @BeforeEach
  void nobodyAsked() {
    System.clearProperty("peers.install");
  }

  @AfterEach
  void asBefore() {
    if (asked == null) {
      System.clearProperty("peers.install");
    } else {
      System.setProperty("peers.install", asked);
    }
  }

  private static ConditionEvaluationResult result() {
    return new PeersCondition().evaluateExecutionCondition(null);
  }

  @Test
  void withoutTheFlagATestIsSkippedAndSaysWhatIsMissing() {
    assertThat(result().isDisabled()).isTrue();
    assertThat(result().getReason()).get().asString().contains("-Dpeers.install");
  }

  @Test
  void theFlagNeedsNoValue() {
    System.setProperty("peers.install", "");

    assertThat(result().getReason()).get().asString().doesNotContain("-Dpeers.install");
  }
}
