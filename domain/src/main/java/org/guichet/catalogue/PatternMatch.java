package org.guichet.catalogue;

import java.util.regex.Pattern;

/**
 * Matches what strangers typed against a pattern out of a form. A pattern that would try for ever
 * is given up: it then counts as not matched, and holds up nobody.
 */
final class PatternMatch {
  private static final int MOST_STEPS = 200_000;

  private PatternMatch() {}

  static boolean matches(String pattern, String text) {
    try {
      return Pattern.compile(pattern).matcher(new Counted(text)).matches();
    } catch (TooManySteps e) {
      return false;
    }
  }

  private static final class TooManySteps extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManySteps() {
      super(null, null, false, false);
    }
  }

  /** Each look at a character is a step; every loop of the matcher makes some. */
  private static final class Counted implements CharSequence {
    private final CharSequence text;
    private int steps;

    Counted(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++steps > MOST_STEPS) {
        throw new TooManySteps();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
