package org.guichet.invoice;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * By what an invoice was paid, as far as anybody may know it here.
 *
 * @param name such as {@code Visa}, as its system calls it; without digits; may be null
 * @param lastFour the last four digits of its number; null when they are not known
 */
public record PaymentMeans(String name, String lastFour) implements Serializable {
  /** Characters of a name. */
  static final int LONGEST_NAME = 40;

  private static final int SHOWN_DIGITS = 4;
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}'’.&-]+");

  /** A number that hides its beginning: ****, ••••, xxxx. */
  private static final Pattern HIDDEN = Pattern.compile("[*•·.xX#…-]{2,}");

  /** Nothing longer than the last four digits can be made of it. */
  public PaymentMeans {
    if (lastFour != null && !lastFour.matches("[0-9]{4}")
        || name != null && (name.length() > LONGEST_NAME || name.matches(".*[0-9].*"))) {
      throw new IllegalArgumentException("a means of payment is shown by its last four digits");
    }
  }

  /**
   * Reads what a system says, such as {@code Visa 4242 4242 4242 4242} or {@code Visa ****4242}:
   * the words before the number, and its last four digits; the rest is forgotten here.
   *
   * @return null when it says nothing
   */
  public static PaymentMeans of(String said) {
    if (said == null) {
      return null;
    }
    String digits = said.replaceAll("[^0-9]", "");
    String name = name(said);
    String lastFour =
        digits.length() < SHOWN_DIGITS ? null : digits.substring(digits.length() - SHOWN_DIGITS);
    return name == null && lastFour == null ? null : new PaymentMeans(name, lastFour);
  }

  private static String name(String said) {
    List<String> words = new ArrayList<>();
    for (String word : said.strip().split("\\s+")) {
      if (!WORD.matcher(word).matches() || HIDDEN.matcher(word).matches()) {
        break;
      }
      words.add(word);
    }
    String name = String.join(" ", words);
    String cut = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME).strip();
    return cut.isEmpty() ? null : cut;
  }
}
