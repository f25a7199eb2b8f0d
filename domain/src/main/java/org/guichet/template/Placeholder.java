package org.guichet.template;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A place in a template that is filled in from the request: {@code {customer}} and so on. */
public enum Placeholder {
  CUSTOMER,
  NUMBER,
  SUBJECT,
  SERVICE,
  AGENT,
  TEAM,
  STATUS;

  private static final Pattern PLACE = Pattern.compile("\\{([^{}\\s]{1,40})}");

  private static final Map<String, Placeholder> KNOWN =
      Arrays.stream(values()).collect(Collectors.toMap(Placeholder::key, place -> place));

  /** The word between the braces. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As one writes it. */
  public String written() {
    return "{" + key() + "}";
  }

  /** Words in braces that are no placeholder, as they were written, each once. */
  public static List<String> unknown(String text) {
    return PLACE
        .matcher(text)
        .results()
        .filter(found -> !KNOWN.containsKey(found.group(1)))
        .map(found -> found.group())
        .distinct()
        .toList();
  }

  /**
   * The text with its places filled in. What is filled in is not looked at again: a subject with
   * braces stays as it is.
   */
  public static String fill(String text, Map<Placeholder, String> values) {
    return PLACE
        .matcher(text)
        .replaceAll(
            found -> {
              Placeholder place = KNOWN.get(found.group(1));
              return Matcher.quoteReplacement(
                  place == null ? found.group() : values.getOrDefault(place, ""));
            });
  }
}
