package org.guichet.portal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.guichet.request.MarkedPart;
import org.junit.jupiter.api.Test;

class CallsTest {
  @Test
  void namesThatAreCalledAreMarked() {
    assertThat(Calls.in("Ask @Tom Becker, not Tom Becker.", List.of("Tom", "Tom Becker")))
        .containsExactly(
            new MarkedPart("Ask ", false),
            new MarkedPart("@Tom Becker", true),
            new MarkedPart(", not Tom Becker.", false));
  }

  @Test
  void whatCallsNobodyIsOnePiece() {
    assertThat(Calls.in("@Tom (.*)", List.of()))
        .containsExactly(new MarkedPart("@Tom (.*)", false));
  }
}
