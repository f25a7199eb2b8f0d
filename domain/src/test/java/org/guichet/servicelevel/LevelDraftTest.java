package org.guichet.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.guichet.servicelevel.Refused.Problem;
import org.guichet.servicelevel.Refused.What;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be typed for the targets of a service. */
class LevelDraftTest {

  private static LevelDraft draft(String percent, String escalateOn, String first, String whole) {
    return new LevelDraft(
        "device-repair",
        null,
        1L,
        percent,
        escalateOn,
        false,
        null,
        null,
        false,
        Map.of("NORMAL", Map.of(Target.FIRST_RESPONSE, first, Target.RESOLUTION, whole)));
  }

  private static Iterable<Problem> problems(LevelDraft draft) {
    return catchThrowableOfType(Refused.class, draft::read).problems();
  }

  @ParameterizedTest
  @CsvSource({"4 h, 240", "30 min, 30", "1 h 30, 90", "1h30min, 90", "45, 45", "100 h, 6000"})
  void timeIsUnderstoodAsPeopleWriteIt(String typed, long minutes) {
    assertThat(WorkDuration.typed(typed).orElseThrow().toMinutes()).isEqualTo(minutes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "0", "0 h", "-3 h", "2 d", "99999 h", "1 h 99999999"})
  void whatIsNoTimeIsNot(String typed) {
    assertThat(WorkDuration.typed(typed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"30 min", "4 h", "1 h 30"})
  void whatIsShownCanBeTyped(String text) {
    assertThat(WorkDuration.text(WorkDuration.typed(text).orElseThrow())).isEqualTo(text);
  }

  @Test
  void aBadTimeIsNamedByItsPlace() {
    assertThat(problems(draft("75", "NEVER", "soon", "8 h")))
        .containsExactly(new Problem("target-NORMAL-FIRST_RESPONSE", What.NO_DURATION, "soon"));
  }

  @Test
  void anAnswerIsNotDueAfterTheSolution() {
    assertThat(problems(draft("75", "NEVER", "9 h", "8 h")))
        .containsExactly(
            new Problem("target-NORMAL-FIRST_RESPONSE", What.LATER_THAN_RESOLUTION, "8 h"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "100", "soon", "7.5"})
  void aWarningComesAfterAShareOfTheTime(String percent) {
    assertThat(problems(draft(percent, "NEVER", "", "8 h")))
        .containsExactly(new Problem("percent", What.NO_PERCENT, percent));
  }

  @Test
  void anEscalationDoesSomething() {
    assertThat(problems(draft("75 %", "MISSED", "", "8 h")))
        .containsExactly(new Problem("escalate", What.NO_ACTION, ""));
  }

  @Test
  void somethingIsPromised() {
    assertThat(problems(draft("75", "NEVER", "", " ")))
        .containsExactly(new Problem("targets", What.NO_TARGET, ""));
  }
}
