package org.guichet.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WorkTextsTest {

  @Test
  void aLineHasSingleSpacesAndNoControlCharacters() {
    assertThat(WorkTexts.line("  Order\tthe \n part\0 ", 20)).isEqualTo("Order the part");
  }

  @Test
  void anEmptyOneAndOneTooLongAreRefused() {
    for (String bad : new String[] {null, "", " \n", "x".repeat(21)}) {
      assertThatThrownBy(() -> WorkTexts.line(bad, 20))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
