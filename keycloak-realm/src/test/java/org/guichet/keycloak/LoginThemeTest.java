package org.guichet.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the compiler cannot see in the theme's files. */
class LoginThemeTest {
  private static final Path THEME = Path.of("src/main/resources/theme/guichet/login");

  @Test
  void englishAndFrenchHaveTheSameTexts() throws IOException {
    assertThat(messages("fr").stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(messages("en").stringPropertyNames());
  }

  @Test
  void coloursAndSizesAreThePortalsOwn() {
    assertThat(THEME.resolve("resources/css/tokens.css"))
        .hasSameTextualContentAs(
            Path.of("../portal-web/src/main/webapp/resources/look/tokens.css"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  void apostrophesAreTypographic(String language) throws IOException {
    messages(language)
        .forEach((key, text) -> assertThat(text.toString()).as(key.toString()).doesNotContain("'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  void oneAnswerForEveryFailedSignIn(String language) throws IOException {
    Properties messages = messages(language);
    assertThat(
            Stream.of(
                "invalidUserMessage",
                "invalidUsernameMessage",
                "invalidUsernameOrEmailMessage",
                "invalidPasswordMessage",
                "accountTemporarilyDisabledMessage",
                "accountPermanentlyDisabledMessage"))
        .allSatisfy(
            key ->
                assertThat(messages.getProperty(key))
                    .isEqualTo(messages.getProperty("invalidUserMessage")));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void noPageReachesOutOrStylesItself(Path page) throws IOException {
    assertThat(Files.readString(page))
        .doesNotContain("http://", "https://", "style=", "<style", "onclick=", "onsubmit=");
  }

  static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(THEME)) {
      List<Path> pages = files.filter(file -> file.toString().endsWith(".ftl")).sorted().toList();
      assertThat(pages).isNotEmpty();
      return pages;
    }
  }

  private static Properties messages(String language) throws IOException {
    Properties messages = new Properties();
    try (var reader =
        Files.newBufferedReader(THEME.resolve("messages/messages_" + language + ".properties"))) {
      messages.load(reader);
    }
    return messages;
  }
}
