package org.guichet.portal.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PartialRedirectTest {
  @Test
  void facesScriptIsToldToLoadThePage() {
    assertThat(PartialRedirect.text("/request?number=R-1&x=%22"))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <partial-response><redirect url="/request?number=R-1&amp;x=%22"/></partial-response>""");
  }

  @Test
  void addressCannotLeaveItsAttribute() {
    assertThat(PartialRedirect.text("/\"/><eval>x</eval>"))
        .contains("url=\"/&quot;/>&lt;eval>x&lt;/eval>\"/>")
        .doesNotContain("<eval>");
  }
}
