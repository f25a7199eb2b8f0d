package org.guichet.portal.request;

import org.guichet.portal.shared.Words;
import org.guichet.request.RequestDesk;

/** What a message must be before it can be sent. */
final class Written {
  private Written() {}

  /**
   * What is to mend in a text, in the reader's words; empty when nothing is.
   *
   * @param required whether there must be one
   */
  static String mistake(Words words, String text, boolean required) {
    if (text == null || text.isBlank()) {
      return required ? words.of("composer.missing") : "";
    }
    if (text.indexOf('\0') >= 0) {
      return words.of("field.unprintable");
    }
    int length = text.strip().length();
    return length > RequestDesk.LONGEST_MESSAGE
        ? words.of("field.tooLong", RequestDesk.LONGEST_MESSAGE, length)
        : "";
  }
}
