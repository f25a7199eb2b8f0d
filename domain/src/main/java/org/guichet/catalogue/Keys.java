package org.guichet.catalogue;

import java.text.Normalizer;
import java.util.Locale;
import java.util.function.Predicate;

/** Names in addresses, in mappings and in answers, made of what people call things. */
public final class Keys {
  private static final int LONGEST = 36;

  /** In addresses it stands for what is yet to be made. */
  private static final String NEW = "new";

  private Keys() {}

  /**
   * A key of letters and digits that is not taken, such as {@code serialNumber}.
   *
   * @param name what it is made of, in any language
   */
  public static String camel(String name, Predicate<String> taken) {
    StringBuilder key = new StringBuilder();
    for (String word : words(name, " ").split(" ")) {
      key.append(
          key.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
    }
    String begun = key.toString();
    return first(Character.isDigit(begun.charAt(0)) ? "a" + begun : begun, "", taken);
  }

  /** A key of words and lines that is not taken, such as {@code two-screens}. */
  public static String dashed(String name, Predicate<String> taken) {
    return first(words(name, "-"), "-", taken);
  }

  private static String first(String key, String joint, Predicate<String> taken) {
    String free = key;
    for (int i = 2; free.equals(NEW) || taken.test(free); i++) {
      free = key + joint + i;
    }
    return free;
  }

  private static String words(String name, String joint) {
    String plain =
        Normalizer.normalize(name, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", " ")
            .strip();
    String some = plain.isEmpty() ? "item" : plain;
    return some.substring(0, Math.min(LONGEST, some.length())).strip().replace(" ", joint);
  }
}
