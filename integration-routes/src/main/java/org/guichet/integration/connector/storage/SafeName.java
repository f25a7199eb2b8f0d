package org.guichet.integration.connector.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;

/** Makes a name that every file system takes, and keeps it readable. */
final class SafeName {
  /** Most file systems take 255; a name in the making needs room for its ending. */
  private static final int MOST_BYTES = 200;

  private static final int LONGEST_ENDING = 10;

  private SafeName() {}

  static String of(String name) {
    String safe =
        Normalizer.normalize(name, Normalizer.Form.NFC)
            .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}/\\\\:*?\"<>|]", "_")
            .strip()
            .replaceAll("^\\.+|[. ]+$", "");
    return safe.isEmpty() ? "file" : bounded(safe, "");
  }

  /** The name with something added before its ending. */
  static String with(String name, String addition) {
    return bounded(name, addition);
  }

  private static String bounded(String name, String addition) {
    int dot = name.lastIndexOf('.');
    boolean hasEnding = dot > 0 && name.length() - dot <= LONGEST_ENDING;
    String ending = addition + (hasEnding ? name.substring(dot) : "");
    String stem = hasEnding ? name.substring(0, dot) : name;
    while (bytes(stem) + bytes(ending) > MOST_BYTES) {
      stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
    }
    return stem.strip() + ending;
  }

  private static int bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
