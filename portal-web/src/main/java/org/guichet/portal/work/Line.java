package org.guichet.portal.work;

import org.guichet.portal.shared.Words;

/** What a line of text must be before it can be kept. */
final class Line {
  private Line() {}

  /**
   * What is to mend in it, in the reader's words; empty when nothing is.
   *
   * @param missing key of what is said when it is empty
   */
  static String mistake(Words words, String text, String missing, int most) {
    if (text == null || text.isBlank()) {
      return words.of(missing);
    }
    int length = text.strip().length();
    return length > most ? words.of("field.tooLong", most, length) : "";
  }
}
