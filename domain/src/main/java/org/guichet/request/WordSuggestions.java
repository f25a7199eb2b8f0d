package org.guichet.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** What was meant by a word that nobody ever wrote. */
public final class WordSuggestions {
  private static final int SHORTEST = 4;
  private static final int LONG = 7;
  private static final int MOST_WORDS = 6;

  /** The nearest by letters in common; how many letters differ is counted for these only. */
  private static final String NEAREST =
      """
      select typed, near.word from unnest(:words) typed
        cross join lateral (select word from <vocabulary> order by word <-> typed limit 25) near
      where not exists (select 1 from <vocabulary> known where known.word = typed)
      """;

  private final Jdbi jdbi;
  private final String vocabulary;

  /** With the words of requests. */
  WordSuggestions(Jdbi jdbi) {
    this(jdbi, "search_word");
  }

  /**
   * With other words.
   *
   * @param vocabulary the table that holds each word once
   */
  public WordSuggestions(Jdbi jdbi, String vocabulary) {
    this.jdbi = jdbi;
    this.vocabulary = vocabulary;
  }

  private record Near(String typed, String word) {}

  /**
   * The text with its unknown words mended.
   *
   * @return null when nothing is unknown, or nothing is near
   */
  public String instead(String text) {
    List<String> words =
        Arrays.stream(Highlight.plain(text).split("[^\\p{L}\\p{N}]+"))
            .filter(word -> !word.isEmpty())
            .toList();
    List<String> longEnough =
        words.stream().filter(word -> word.length() >= SHORTEST).limit(MOST_WORDS).toList();
    if (longEnough.isEmpty()) {
      return null;
    }
    Map<String, List<String>> nearest = nearest(longEnough);
    List<String> mended = new ArrayList<>(words);
    mended.replaceAll(word -> mend(word, nearest.getOrDefault(word, List.of())));
    return mended.equals(words) ? null : String.join(" ", mended);
  }

  private Map<String, List<String>> nearest(List<String> words) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(NEAREST)
                .define("vocabulary", vocabulary)
                .bindArray("words", String.class, words)
                .map((row, context) -> new Near(row.getString("typed"), row.getString("word")))
                .collect(
                    Collectors.groupingBy(
                        Near::typed, Collectors.mapping(Near::word, Collectors.toList()))));
  }

  private static String mend(String word, List<String> near) {
    int most = word.length() < LONG ? 1 : 2;
    String best = word;
    int least = most + 1;
    for (String candidate : near) {
      int faults = faults(word, candidate);
      if (faults < least) {
        least = faults;
        best = candidate;
      }
    }
    return best;
  }

  /** Letters too few, too many, other ones, or two in the wrong order. */
  static int faults(String one, String other) {
    int[][] faults = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        if (i == 0 || j == 0) {
          faults[i][j] = i + j;
          continue;
        }
        int same = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        faults[i][j] =
            Math.min(faults[i - 1][j - 1] + same, Math.min(faults[i - 1][j], faults[i][j - 1]) + 1);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          faults[i][j] = Math.min(faults[i][j], faults[i - 2][j - 2] + 1);
        }
      }
    }
    return faults[one.length()][other.length()];
  }
}
