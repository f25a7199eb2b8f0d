package org.guichet.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.guichet.stage.Refused.Problem;
import org.guichet.stage.Refused.What;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageDraftTest {
  private static StageDraft reminded(Decider decider, String remind) {
    return new StageDraft("quote", null, 0, "A", "A", StageKind.TASK, decider, "x", remind);
  }

  @Test
  void nothingTypedIsNoReminder() {
    assertThat(reminded(Decider.MANAGER, " ").check()).isNull();
    assertThat(reminded(Decider.MANAGER, " 24 ").check()).isEqualTo(24);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "2161", "1.5", "a day", "99999999999"})
  void whatIsNoNumberOfHoursIsRefused(String typed) {
    assertThatThrownBy(() -> reminded(Decider.MANAGER, typed).check())
        .isInstanceOfSatisfying(
            Refused.class,
            e -> assertThat(e.problems()).containsExactly(new Problem("remind", What.NO_HOURS)));
  }

  @Test
  void aSystemIsNotReminded() {
    assertThat(reminded(Decider.SYSTEM, "").check()).isNull();
    assertThatThrownBy(() -> reminded(Decider.SYSTEM, "24").check()).isInstanceOf(Refused.class);
  }
}
