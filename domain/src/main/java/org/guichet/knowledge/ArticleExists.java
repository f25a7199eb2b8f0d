package org.guichet.knowledge;

/** There is an article of the same topic in that language already. */
public class ArticleExists extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ArticleExists() {
    super("the topic has an article in this language already");
  }
}
