package org.guichet.portal.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsCsvServletTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+49 30",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "=cmd|' /C calc'!A0",
        "＝1"
      })
  void whatBeginsLikeAFormulaIsText(String text) {
    assertThat(RequestsCsvServlet.harmless(text)).isEqualTo("'" + text);
  }

  @Test
  void whatWouldBeAFormulaBehindASemicolonIsText() {
    assertThat(RequestsCsvServlet.harmless("Desk;=cmd|' /C calc'!A0;-1; b"))
        .isEqualTo("Desk;'=cmd|' /C calc'!A0;'-1; b");
  }

  @Test
  void othersStayAsTheyAre() {
    assertThat(RequestsCsvServlet.harmless("Screen, 27\" = large"))
        .isEqualTo("Screen, 27\" = large");
    assertThat(RequestsCsvServlet.harmless(null)).isNull();
  }
}
