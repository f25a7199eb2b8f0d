package org.guichet.portal.brand;

import java.util.Locale;

/**
 * A company's accent colour, by day and by night: the values that take the place of those in
 * tokens.css. The company names the colour of its button by day; everything else follows from it.
 */
final class Accent {
  /** WCAG 2.2 AA for text. */
  private static final double NEEDED = 4.5;

  private static final Colour PAPER = new Colour(0xF6, 0xF5, 0xF1);
  private static final Colour SURFACE_BY_DAY = new Colour(0xE8, 0xE6, 0xE0);
  private static final Colour SURFACE_BY_NIGHT = new Colour(0x23, 0x2E, 0x32);
  private static final Colour CARD_BY_NIGHT = new Colour(0x14, 0x1B, 0x1E);
  private static final double STEP = 0.05;

  private final Colour day;
  private final Colour night;

  Accent(Colour day) {
    this.day = day;
    this.night = readable(day, SURFACE_BY_NIGHT, Colour.WHITE);
  }

  /** Why this colour cannot serve; empty when it can. */
  String objection() {
    double onButton = day.contrast(Colour.WHITE);
    double onPaper = day.contrast(PAPER);
    double least = Math.min(onButton, onPaper);
    return least >= NEEDED
        ? ""
        : String.format(
            Locale.ROOT,
            "white text on it and links on the page have a contrast of %.1f, %.1f is the least",
            least,
            NEEDED);
  }

  /** The colour, made lighter or darker until text of it can be read on the ground. */
  private static Colour readable(Colour colour, Colour ground, Colour towards) {
    Colour readable = colour;
    for (double share = STEP; readable.contrast(ground) < NEEDED && share <= 1; share += STEP) {
      readable = colour.mixed(towards, share);
    }
    return readable;
  }

  /** A style sheet with nothing but these values. */
  String sheet() {
    Colour softDay = day.mixed(Colour.WHITE, 0.88);
    Colour softNight = night.mixed(CARD_BY_NIGHT, 0.8);
    Colour textDay = readable(readable(day, SURFACE_BY_DAY, Colour.BLACK), softDay, Colour.BLACK);
    Colour textNight = readable(night, softNight, Colour.WHITE);
    return ":root {"
        + value("accent", day, night)
        + value("accent-hover", day.mixed(Colour.BLACK, 0.18), night.mixed(Colour.WHITE, 0.2))
        + value("on-accent", Colour.WHITE, readable(day, night, Colour.BLACK))
        + value("accent-text", textDay, textNight)
        + value("accent-soft", softDay, softNight)
        + value("accent-line", day.mixed(Colour.WHITE, 0.65), night.mixed(CARD_BY_NIGHT, 0.55))
        + "}\n";
  }

  private static String value(String name, Colour day, Colour night) {
    return "--c-" + name + ":light-dark(" + day + "," + night + ");";
  }
}
