package org.guichet.attachment;

import java.text.Normalizer;

/** Makes a file name harmless and keeps it readable. */
final class FileName {
  private static final int MOST_CHARACTERS = 120;

  private FileName() {}

  /**
   * The last part of what the browser sent, without control and direction characters, with its
   * ending kept.
   */
  static String clean(String sent) {
    String name = Normalizer.normalize(sent == null ? "" : sent, Normalizer.Form.NFC);
    name = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    name = name.replaceAll("[\\p{Cntrl}\\p{Cf}\"<>|:*?]", "").strip().replaceAll("^\\.+", "");
    if (name.isEmpty()) {
      return "file";
    }
    String ending = ending(name);
    int room = MOST_CHARACTERS - ending.length();
    return name.length() <= MOST_CHARACTERS ? name : name.substring(0, room) + ending;
  }

  /** The ending with its dot, in lower case; empty when there is none. */
  static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 1 || name.length() - dot > 10
        ? ""
        : name.substring(dot).toLowerCase(java.util.Locale.ROOT);
  }
}
