package org.guichet.work;

/** What was typed, in one line. */
final class WorkTexts {
  private WorkTexts() {}

  /**
   * The text with single spaces.
   *
   * @throws IllegalArgumentException when it is empty, or longer than that many characters
   */
  static String line(String typed, int most) {
    String line = typed == null ? "" : typed.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.isEmpty() || line.length() > most) {
      throw new IllegalArgumentException("a text of 1 to " + most + " characters is needed");
    }
    return line;
  }
}
