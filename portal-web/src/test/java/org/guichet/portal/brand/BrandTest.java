package org.guichet.portal.brand;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guichet.shared.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The company's colour and logo: readable, or not used. */
class BrandTest {
  private static final double NEEDED = 4.5;
  private static final Colour SURFACE_BY_NIGHT = new Colour(0x14, 0x1B, 0x1E);

  @ParameterizedTest
  @ValueSource(strings = {"#0B5E6B", "#7A1FA2", "#B00020", "#0047AB", "#1B5E20", "#000000"})
  void aReadableColourIsReadableByDayAndByNight(String accent) {
    Brand brand = brand(accent, null);

    assertThat(brand.isColoured()).isTrue();
    Colour[] button = pair(brand, "accent");
    Colour[] onButton = pair(brand, "on-accent");
    Colour[] link = pair(brand, "accent-text");
    Colour[] soft = pair(brand, "accent-soft");
    assertThat(button[0]).hasToString(accent);
    for (int night = 0; night < 2; night++) {
      Colour surface = night == 0 ? Colour.WHITE : SURFACE_BY_NIGHT;
      assertThat(onButton[night].contrast(button[night])).isGreaterThanOrEqualTo(NEEDED);
      assertThat(link[night].contrast(surface)).isGreaterThanOrEqualTo(NEEDED);
      assertThat(link[night].contrast(soft[night])).isGreaterThanOrEqualTo(NEEDED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"#FFCC00", "#6FA8DC", "#FFFFFF", "petrol", "0B5E6B", ""})
  void anUnreadableColourIsNotUsed(String accent) {
    assertThat(brand(accent, null).isColoured()).isFalse();
  }

  @Test
  void theContrastIsThatOfTheStandard() {
    assertThat(Colour.BLACK.contrast(Colour.WHITE)).isEqualTo(21.0);
    assertThat(Colour.parse("#0B5E6B").orElseThrow().contrast(Colour.WHITE)).isBetween(7.42, 7.44);
  }

  @Test
  void aLogoIsASvgOrPngThatIsThere(@TempDir Path folder) throws Exception {
    Path logo = Files.writeString(folder.resolve("Logo.SVG"), "<svg/>");

    assertThat(brand(null, logo).isMarked()).isTrue();
    assertThat(brand(null, logo).kind()).isEqualTo("image/svg+xml");
    assertThat(brand(null, folder.resolve("gone.png")).isMarked()).isFalse();
    assertThat(brand(null, Files.writeString(folder.resolve("logo.html"), "")).isMarked())
        .isFalse();
  }

  /** What a style sheet says by day and by night. */
  private static Colour[] pair(Brand brand, String name) {
    Matcher value =
        Pattern.compile("--c-" + name + ":light-dark\\((#\\w+),(#\\w+)\\);").matcher(brand.sheet());
    assertThat(value.find()).as(name).isTrue();
    return new Colour[] {
      Colour.parse(value.group(1)).orElseThrow(), Colour.parse(value.group(2)).orElseThrow()
    };
  }

  private static Brand brand(String accent, Path logo) {
    Brand brand =
        new Brand(
            new Settings() {
              @Override
              public Optional<String> brandAccent() {
                return Optional.ofNullable(accent);
              }

              @Override
              public Optional<Path> brandLogo() {
                return Optional.ofNullable(logo);
              }
            });
    brand.check();
    return brand;
  }
}
