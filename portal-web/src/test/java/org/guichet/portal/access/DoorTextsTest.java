package org.guichet.portal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DoorTextsTest {
  private static final Path PAGES = Path.of("src/main/webapp/WEB-INF/errorpages");

  @Test
  void frenchSaysWhatEnglishSays() throws IOException {
    assertThat(texts("fr").stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(texts("en").stringPropertyNames());
  }

  @Test
  void everyTextOfAnErrorPageExists() throws IOException {
    Pattern named = Pattern.compile("door\\['([^']+)'\\]|(?:title|text)\" value=\"([^\"]+)\"");
    try (Stream<Path> pages = Files.list(PAGES)) {
      for (Path page : pages.toList()) {
        named
            .matcher(Files.readString(page))
            .results()
            .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
            .forEach(key -> assertThat(english()).as(page.toString()).containsKey(key));
      }
    }
  }

  private static Properties english() {
    try {
      return texts("en");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Properties texts(String language) throws IOException {
    Properties texts = new Properties();
    String name = "/org/guichet/portal/access/messages_" + language + ".properties";
    try (var in = DoorTextsTest.class.getResourceAsStream(name)) {
      texts.load(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8));
    }
    return texts;
  }
}
