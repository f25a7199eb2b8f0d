package org.guichet.knowledge;

import java.io.Serializable;
import java.util.UUID;

/**
 * What somebody has written.
 *
 * @param topic what articles in other languages share with it
 */
public record ArticleText(
    UUID topic, String language, String category, String question, String answer)
    implements Serializable {

  /** Whether it can be kept: with a question and an answer, neither too long. */
  boolean isComplete() {
    return isText(question, Article.LONGEST_QUESTION) && isText(answer, Article.LONGEST_ANSWER);
  }

  private static boolean isText(String text, int longest) {
    return !text.isBlank() && text.length() <= longest && text.indexOf('\0') < 0;
  }
}
