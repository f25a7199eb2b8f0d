package org.guichet.portal.knowledge;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.knowledge.ArticleView;
import org.guichet.knowledge.Articles;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;

/**
 * One article, in the reader's language if there is one. No Faces form: nothing stays in the
 * session.
 */
@Named
@RequestScoped
public class ArticlePage {
  @Inject Articles articles;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;

  private String id;
  private ArticleView article;

  public void load() {
    article = articles.view(viewer.get(), key(id), reader.getLanguage());
  }

  /**
   * The article's key as it stands in an address.
   *
   * @throws NotVisible when it is none
   */
  static UUID key(String id) {
    try {
      return UUID.fromString(String.valueOf(id));
    } catch (IllegalArgumentException notOurs) {
      throw new NotVisible("article", id);
    }
  }

  public ArticleView getArticle() {
    return article;
  }

  /** The answer, to be written piece by piece. */
  public List<AnswerText.Block> getBlocks() {
    return AnswerText.of(article.answer());
  }

  /** Whether there was none in the reader's language. */
  public boolean isForeign() {
    return !article.language().equals(reader.getLanguage());
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }
}
