package org.guichet.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentMeansTest {

  @ParameterizedTest
  @CsvSource({
    "Visa 4242 4242 4242 1881, Visa, 1881",
    "Visa 4242424242421881, Visa, 1881",
    "Visa ****1881, Visa, 1881",
    "Visa •••• 1881, Visa, 1881",
    "Carte bancaire **** 1881, Carte bancaire, 1881",
    "Bank transfer, Bank transfer,",
    "FR76 3000 6000 0112 3456 7890 189, , 0189",
    "4242424242421881, , 1881",
    "Cheque 12, Cheque,"
  })
  void keepsTheNameAndTheLastFourDigits(String said, String name, String lastFour) {
    assertThat(PaymentMeans.of(said)).isEqualTo(new PaymentMeans(name, lastFour));
  }

  @Test
  void nothingIsKnownOfNothing() {
    assertThat(PaymentMeans.of(null)).isNull();
    assertThat(PaymentMeans.of(" ** 12 ")).isNull();
  }

  @Test
  void aLongNameIsCut() {
    assertThat(PaymentMeans.of("word ".repeat(50)).name()).hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void moreThanFourDigitsCannotBeKept() {
    assertThatThrownBy(() -> new PaymentMeans("Visa", "14242"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PaymentMeans("Visa 42421881", null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
