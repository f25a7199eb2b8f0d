package org.guichet.portal.work;

import java.util.Locale;
import org.guichet.portal.shared.Words;

/** Numbers of requests as people type them. */
final class Numbers {
  private Numbers() {}

  /** As they are kept; what lookup.js offers has the subject behind the number. */
  static String clean(String typed) {
    String number = typed == null ? "" : typed.strip().replaceAll("\\s.*", "");
    return number.toUpperCase(Locale.ROOT);
  }

  /** What is to mend; empty when it can be the number of another request. */
  static String mistake(Words words, String number, String own) {
    if (number.isEmpty()) {
      return words.of("link.missing");
    }
    if (!number.matches("R-\\d{4}-\\d{6,9}")) {
      return words.of("link.noNumber");
    }
    return number.equals(own) ? words.of("link.self") : "";
  }
}
