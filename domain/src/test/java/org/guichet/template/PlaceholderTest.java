package org.guichet.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholderTest {
  private static final Map<Placeholder, String> VALUES =
      Map.of(Placeholder.CUSTOMER, "Camille", Placeholder.SUBJECT, "Laptop {team} $1");

  @Test
  void placesAreFilledInAsTheyStandAndOnce() {
    assertThat(Placeholder.fill("Hello {customer}: {subject}", VALUES))
        .isEqualTo("Hello Camille: Laptop {team} $1");
  }

  @Test
  void nothingIsEvaluated() {
    String hostile = "#{request.x} ${1+1} {{customer}} {} { customer }";
    assertThat(Placeholder.fill(hostile, VALUES))
        .isEqualTo("#{request.x} ${1+1} {Camille} {} { customer }");
  }

  @Test
  void whatHasNoValueBecomesEmpty() {
    assertThat(Placeholder.fill("[{team}]", VALUES)).isEqualTo("[]");
  }

  @Test
  void unknownOnesAreNamedOnce() {
    assertThat(Placeholder.unknown("{custmer} {number} {Customer} {custmer} { x }"))
        .containsExactly("{custmer}", "{Customer}");
  }
}
