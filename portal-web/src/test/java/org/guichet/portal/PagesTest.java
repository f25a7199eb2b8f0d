package org.guichet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What Java cannot see in the pages: they keep to the template, the policy against inline code, and
 * the texts.
 */
class PagesTest {
  private static final Path PAGES = Path.of("src/main/webapp");
  private static final Path JAVA = Path.of("src/main/java");

  /** One habit of all Facelets files: what must not, or must, stand in them. */
  private record Habit(String name, Pattern pattern) {}

  private static final List<Habit> FORBIDDEN =
      List.of(
          new Habit(
              "an inline script",
              Pattern.compile("<script(?![^>]*\\bsrc=)", Pattern.CASE_INSENSITIVE)),
          new Habit("a style element or attribute", Pattern.compile("<style|[\\s\"]style=")),
          new Habit("an inline handler", Pattern.compile("\\son[a-z]+=\"(?!guichet\\w+\\()")),
          new Habit("f:ajax, which the nonce policy breaks", Pattern.compile("<f:ajax")),
          new Habit("h:commandLink or h:commandButton", Pattern.compile("<h:command")),
          new Habit("unescaped output", Pattern.compile("escape=\"(?!true)")),
          new Habit(
              "an address outside the portal", Pattern.compile("(?:src|href)=\"(?:https?:)?//")));

  @TestFactory
  Stream<DynamicTest> noFaceletsFileHas() {
    return FORBIDDEN.stream()
        .map(
            habit ->
                DynamicTest.dynamicTest(
                    habit.name(),
                    () ->
                        assertThat(facelets())
                            .isNotEmpty()
                            .noneMatch(file -> habit.pattern().matcher(read(file)).find())));
  }

  @Test
  void everyPageUsesATemplateAndHasATitle() {
    assertThat(facelets().filter(file -> !file.startsWith(PAGES.resolve("WEB-INF"))))
        .isNotEmpty()
        .allSatisfy(
            file ->
                assertThat(read(file))
                    .contains("<ui:composition template=\"/WEB-INF/templates/")
                    .contains("<ui:define name=\"title\">")
                    .contains("<ui:define name=\"content\">"));
  }

  @Test
  void everyTextThatAPageNamesExists() {
    Pattern named =
        Pattern.compile("msg\\['([^']+)']|words\\.of\\(['\"]([a-z][^'\"]+?)['\"]\\s*[,)]");
    Set<String> missing = new TreeSet<>();
    Stream.concat(facelets(), files(JAVA, ".java"))
        .flatMap(file -> matches(named, read(file)))
        .map(match -> match.group(1) != null ? match.group(1) : match.group(2))
        .forEach(missing::add);
    missing.removeAll(texts("en").stringPropertyNames());

    assertThat(missing).isEmpty();
  }

  @Test
  void frenchHasTheSameTextsAsEnglish() {
    assertThat(texts("fr").stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(texts("en").stringPropertyNames());
  }

  @Test
  void textsUseTypographicApostrophes() {
    // A straight one is also MessageFormat's quote: it would swallow the values behind it.
    for (String language : List.of("en", "fr")) {
      assertThat(texts(language).entrySet())
          .as(language)
          .filteredOn(text -> !text.getKey().toString().endsWith(".pattern"))
          .noneMatch(text -> text.getValue().toString().contains("'"));
    }
  }

  private static Stream<Path> facelets() {
    return files(PAGES, ".xhtml");
  }

  private static Stream<Path> files(Path root, String ending) {
    try (Stream<Path> found = Files.walk(root)) {
      return found.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties texts(String language) {
    Path file =
        Path.of("src/main/resources/org/guichet/portal/messages_" + language + ".properties");
    Properties texts = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }
}
