package org.guichet.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RuleDraftTest {
  private static RuleDraft draft(String words, String assign) {
    String event = RuleEvent.SUBMITTED.type();
    return new RuleDraft(
        null, 0, "Name", event, true, false, "", "", words, "", "", "", "", assign, "", "", "", "",
        "");
  }

  @Test
  void wordsStandBetweenCommas() {
    assertThat(draft(" fire,, smoke ,fire", "").wordList()).containsExactly("fire", "smoke");
    assertThat(draft(" , ", "").wordList()).isEmpty();
  }

  @Test
  void howAndToWhomItAssignsIsOneChoice() {
    String key = "00000000-0000-4000-8000-000000000001";
    assertThat(draft("", "LEAST_LOAD:" + key).how()).isEqualTo(Assign.LEAST_LOAD);
    assertThat(draft("", "LEAST_LOAD:" + key).to()).hasToString(key);
    assertThat(draft("", "").how()).isNull();
  }
}
