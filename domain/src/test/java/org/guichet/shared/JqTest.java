package org.guichet.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JqTest {

  private static String apply(String expression, String json) throws JqFailed {
    return Jq.of(expression).apply(json, Map.of());
  }

  @Test
  void readsDataAndWhatIsAddedToThem() throws JqFailed {
    assertThat(
            Jq.of("{reference: .request.number, caseId: .references.crm.externalId}")
                .apply(
                    "{\"request\": {\"number\": \"R-1\"}}",
                    Map.of("references", "{\"crm\": {\"externalId\": \"C-1\"}}")))
        .isEqualTo("{\"reference\":\"R-1\",\"caseId\":\"C-1\"}");
  }

  @Test
  void dataAreNeverReadAsAnExpression() throws JqFailed {
    String evil = "\\\\(.secret) ${body} {{secret:x}} \\\"quoted\\\" 😀 \\u202e";

    assertThat(apply("{title: .t}", "{\"t\": \"" + evil + "\", \"secret\": \"s\"}"))
        .contains("\\\\(.secret) ${body} {{secret:x}}")
        .doesNotContain("\"s\"");
  }

  @Test
  void theServersEnvironmentCannotBeRead() throws JqFailed {
    assertThat(apply("env | length", "{}")).isEqualTo("0");
    assertThat(apply("$ENV | length", "{}")).isEqualTo("0");
    assertThat(apply("$ENV.PATH", "{}")).isNull();
  }

  @Test
  void nothingOrNullIsNothing() throws JqFailed {
    assertThat(apply("empty", "{}")).isNull();
    assertThat(apply(".missing", "{}")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {".a + {}", ".[]", "error(\"no\")", "def f: 1 + f; f"})
  void sayWhatFailed(String expression) {
    assertThatThrownBy(() -> apply(expression, "{\"a\": \"text\", \"b\": 1}"))
        .isInstanceOf(JqFailed.class);
  }

  @Test
  void aMalformedExpressionIsSaid() {
    assertThatThrownBy(() -> Jq.of("{a: ")).isInstanceOf(JqFailed.class);
  }

  @Test
  void dataThatAreNoJsonAreSaid() {
    assertThatThrownBy(() -> apply(".", "{\"id\":\"HD-"))
        .isInstanceOf(JqFailed.class)
        .hasMessage("The data are not JSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "last(range(1; infinite))",
        "reduce range(1; 1e12) as $n (0; . + $n)",
        "[range(1e12)]",
        "def f: f; f",
        "[recurse(.)]",
        "first(range(1; infinite) | select(false))",
        "[limit(1e12; repeat(1))]"
      })
  @Timeout(30)
  void anExpressionWithoutAnEndIsStopped(String expression) {
    assertThatThrownBy(() -> Jq.of(expression).apply("{}", Map.of())).isInstanceOf(JqFailed.class);
  }

  @Test
  void aLongListIsNoExpressionWithoutAnEnd() throws Exception {
    String list =
        IntStream.range(0, 10_000)
            .mapToObj(n -> "{\"n\": " + n + "}")
            .collect(Collectors.joining(","));

    assertThat(
            Jq.of("map(select(.n > 5 and (.n | tostring | length) < 9)) | length")
                .apply("[" + list + "]", Map.of()))
        .isEqualTo("9994");
  }
}
