package org.guichet.request;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks in a text the words that a search was for: as plain parts, which a page writes escaped. */
final class Highlight {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
  private static final int SHORTEST_STEM = 4;
  private static final int BEFORE = 60;
  private static final int LONGEST = 180;

  private final Set<String> beginnings = new TreeSet<>();

  /**
   * @param lexemes words and stems searched for, small and without accents
   */
  Highlight(Collection<String> lexemes) {
    beginnings.addAll(lexemes);
  }

  /** The whole text in parts. */
  List<MarkedPart> parts(String text) {
    List<MarkedPart> parts = new ArrayList<>();
    int end = 0;
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      if (isMeant(words.group())) {
        if (words.start() > end) {
          parts.add(new MarkedPart(text.substring(end, words.start()), false));
        }
        parts.add(new MarkedPart(words.group(), true));
        end = words.end();
      }
    }
    if (end < text.length()) {
      parts.add(new MarkedPart(text.substring(end), false));
    }
    return parts;
  }

  /** How many different words of the search a text has. */
  int score(String text) {
    Set<String> found = new TreeSet<>();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      String word = plain(words.group());
      beginnings.stream().filter(beginning -> begins(word, beginning)).forEach(found::add);
    }
    return found.size();
  }

  /** The text around its first marked word, at most {@value #LONGEST} characters. */
  List<MarkedPart> excerpt(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    Matcher words = WORD.matcher(line);
    int first = 0;
    while (words.find()) {
      if (isMeant(words.group())) {
        first = words.start();
        break;
      }
    }
    int from = first <= BEFORE ? 0 : line.indexOf(' ', first - BEFORE) + 1;
    int to = Math.min(line.length(), from + LONGEST);
    String cut = line.substring(from, to);
    return parts((from > 0 ? "… " : "") + cut + (to < line.length() ? " …" : ""));
  }

  private boolean isMeant(String word) {
    String plain = plain(word);
    return beginnings.stream().anyMatch(beginning -> begins(plain, beginning));
  }

  /** A stem ends where its word's forms begin to differ: "batteri" stands for "battery", too. */
  private static boolean begins(String word, String beginning) {
    return word.startsWith(beginning)
        || beginning.length() > SHORTEST_STEM
            && beginning.endsWith("i")
            && word.startsWith(beginning.substring(0, beginning.length() - 1));
  }

  /** As the index writes it: small, without accents. */
  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replace("œ", "oe")
        .replace("æ", "ae")
        .replace("ß", "ss")
        .replace("ø", "o");
  }
}
