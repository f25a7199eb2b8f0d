package org.guichet.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackOffTest {
  private final BackOff asPlanned = new BackOff(() -> 0.5);

  @ParameterizedTest
  @CsvSource({"1, 5", "2, 10", "3, 20", "10, 2560", "11, 3600", "30, 3600", "1000, 3600"})
  void doublesUpToAnHour(int attempt, int seconds) {
    assertThat(asPlanned.after(attempt, null)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void jittersAroundThePlan() {
    assertThat(new BackOff(() -> 0).after(1, null)).isEqualTo(Duration.ofMillis(2500));
    assertThat(new BackOff(() -> 1).after(1, null)).isEqualTo(Duration.ofMillis(7500));
  }

  @Test
  void theLongerOfPlanAndRetryAfterWins() {
    assertThat(asPlanned.after(1, Duration.ofSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    assertThat(asPlanned.after(3, Duration.ofSeconds(1))).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aCallThatNobodyAnsweredIsGivenTimeToEnd() {
    assertThat(new BackOff(() -> 0).afterTimeout(1)).isEqualTo(Duration.ofSeconds(30));
    assertThat(new BackOff(() -> 1).afterTimeout(1)).isEqualTo(Duration.ofSeconds(45));
    assertThat(asPlanned.afterTimeout(10)).isEqualTo(Duration.ofSeconds(2560));
  }

  @Test
  void allWaitsTogetherAreTwoDays() {
    Duration all = Duration.ZERO;
    for (int attempt = 1; attempt < BackOff.MOST_ATTEMPTS; attempt++) {
      all = all.plus(asPlanned.after(attempt, null));
    }
    assertThat(all).isBetween(Duration.ofHours(48), Duration.ofHours(54));
  }
}
