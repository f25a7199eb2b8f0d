package org.guichet.knowledge;

/** Somebody else saved the article after the writer had opened it; nothing was overwritten. */
public class ArticleChanged extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Article current;

  ArticleChanged(Article current) {
    super("the article was changed meanwhile");
    this.current = current;
  }

  /** As it is now. */
  public Article current() {
    return current;
  }
}
