package org.guichet.integration.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Which texts of systems the database can keep. It refuses zero characters and halves of
 * characters, and what is long does not fit into its indexes; one bad text must not hold up what
 * came with it.
 */
public final class StorableText {
  /** For numbers, names and single words. */
  public static final int MOST_WORD = 200;

  private StorableText() {}

  /** The text with a blank or a question mark for each character that cannot be kept. */
  public static String of(String text) {
    return new String(text.replace('\0', ' ').getBytes(UTF_8), UTF_8);
  }

  /** Whether there is such a text, of that many characters at most. */
  public static boolean fits(String text, int most) {
    return text != null
        && !text.isBlank()
        && text.length() <= most
        && text.indexOf('\0') < 0
        && UTF_8.newEncoder().canEncode(text);
  }
}
