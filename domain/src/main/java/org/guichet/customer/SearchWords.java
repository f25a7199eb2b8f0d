package org.guichet.customer;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.statement.SqlStatement;

/** What was typed to find somebody, as SQL: every word must occur, in any order. */
final class SearchWords {
  private static final int MOST = 6;

  private final List<String> words;

  SearchWords(String text) {
    words =
        Arrays.stream((text == null ? "" : text).replace("\0", "").strip().split("\\s+"))
            .filter(word -> !word.isEmpty())
            .limit(MOST)
            .toList();
  }

  /**
   * The condition on all words; true when there are none.
   *
   * @param ofOne the condition on one word, with %s for the pattern that it must be like
   */
  String all(String ofOne) {
    return words.isEmpty()
        ? "true"
        : IntStream.range(0, words.size())
            .mapToObj(i -> ofOne.replace("%s", "plain_text(:word" + i + ")"))
            .collect(Collectors.joining(" and "));
  }

  /** Gives the statement what {@link #all} names. */
  <S extends SqlStatement<S>> S bind(S statement) {
    for (int i = 0; i < words.size(); i++) {
      statement.bind("word" + i, "%" + words.get(i).replaceAll("([\\\\%_])", "\\\\$1") + "%");
    }
    return statement;
  }
}
