package org.guichet.portal.brand;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A colour on a screen.
 *
 * @param red from 0 to 255, as are green and blue
 */
record Colour(int red, int green, int blue) {
  static final Colour WHITE = new Colour(255, 255, 255);
  static final Colour BLACK = new Colour(0, 0, 0);
  private static final Pattern HEX = Pattern.compile("#[0-9a-fA-F]{6}");

  /** The colour written as #0B5E6B; empty when it is written otherwise. */
  static Optional<Colour> parse(String text) {
    if (!HEX.matcher(text).matches()) {
      return Optional.empty();
    }
    int value = Integer.parseInt(text.substring(1), 16);
    return Optional.of(new Colour(value >> 16, value >> 8 & 0xFF, value & 0xFF));
  }

  /** This colour with that share of another one, from 0 to 1. */
  Colour mixed(Colour other, double share) {
    return new Colour(
        mix(red, other.red, share), mix(green, other.green, share), mix(blue, other.blue, share));
  }

  private static int mix(int own, int other, double share) {
    return (int) Math.round(own * (1 - share) + other * share);
  }

  /** The contrast of WCAG 2.2 between the two, from 1 to 21. */
  double contrast(Colour other) {
    double one = luminance();
    double two = other.luminance();
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  }

  private double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  private static double linear(int channel) {
    double share = channel / 255.0;
    return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "#%02X%02X%02X", red, green, blue);
  }
}
