package org.guichet.catalogue;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guichet.catalogue.Refused.Problem;
import org.guichet.catalogue.Refused.What;
import org.guichet.shared.LocalizedText;

/** A text as a supervisor types it, once for each language of the portal. */
public record TwoLanguages(String english, String french) implements Serializable {
  public static final TwoLanguages NOTHING = new TwoLanguages("", "");

  /** As it is typed again; null is nothing. */
  public static TwoLanguages of(LocalizedText text) {
    return text == null
        ? NOTHING
        : new TwoLanguages(
            text.texts().getOrDefault("en", ""), text.texts().getOrDefault("fr", ""));
  }

  public boolean isBlank() {
    return english.isBlank() && french.isBlank();
  }

  /** What is kept; no texts when nothing was typed. */
  public LocalizedText text() {
    Map<String, String> texts = new HashMap<>();
    put(texts, "en", english);
    put(texts, "fr", french);
    return new LocalizedText(texts);
  }

  private static void put(Map<String, String> texts, String language, String typed) {
    if (!typed.isBlank()) {
      texts.put(language, typed.strip());
    }
  }

  /**
   * Looks for what is wrong: nothing where something is required, one language without the other,
   * too many characters.
   *
   * @param field name of the text; its problems are told of {@code field-en} and {@code field-fr}
   */
  public void check(String field, boolean required, int longest, List<Problem> problems) {
    check(field + "-en", english, required, longest, problems);
    check(field + "-fr", french, required, longest, problems);
  }

  private void check(
      String input, String typed, boolean required, int longest, List<Problem> problems) {
    if (typed.isBlank() && required) {
      problems.add(new Problem(input, What.MISSING));
    } else if (typed.isBlank() && !isBlank()) {
      problems.add(new Problem(input, What.ONE_LANGUAGE));
    } else if (typed.indexOf('\0') >= 0) {
      problems.add(new Problem(input, What.UNREADABLE));
    } else if (typed.strip().length() > longest) {
      problems.add(new Problem(input, What.TOO_LONG));
    }
  }
}
