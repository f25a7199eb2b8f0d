package org.guichet.erasure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** What stands in place of what was erased, in the language of whoever wrote it. */
final class EraseWords {
  private static final List<String> LANGUAGES = List.of("en", "fr");

  /** Where a language has no words, English has them; never those of the server's language. */
  private static final ResourceBundle.Control NO_OTHER_LANGUAGE =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  private EraseWords() {}

  static ResourceBundle in(String language) {
    return ResourceBundle.getBundle(
        "org.guichet.erasure.words", Locale.forLanguageTag(language), NO_OTHER_LANGUAGE);
  }

  /** One of them by language. */
  static JsonObject all(String word) {
    var all = Json.createObjectBuilder();
    LANGUAGES.forEach(language -> all.add(language, in(language).getString(word)));
    return all.build();
  }
}
