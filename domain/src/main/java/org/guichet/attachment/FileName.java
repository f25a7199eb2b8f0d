package org.guichet.attachment;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;

/** Makes a file name harmless and keeps it readable. */
public final class FileName {
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

  /**
   * The name itself, or with a number before its ending when another file of the draft has it:
   * telephones call every photograph the same.
   */
  public static String unlike(Collection<String> others, String name) {
    String ending = ending(name);
    String stem = name.substring(0, name.length() - ending.length());
    String candidate = name;
    for (int number = 2; others.stream().anyMatch(candidate::equalsIgnoreCase); number++) {
      candidate = stem + " (" + number + ")" + ending;
    }
    return candidate;
  }

  /** The ending with its dot, in lower case; empty when there is none. */
  static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 1 || name.length() - dot > 10 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
  }
}
