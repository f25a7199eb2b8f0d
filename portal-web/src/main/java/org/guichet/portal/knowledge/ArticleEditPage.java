package org.guichet.portal.knowledge;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.catalogue.Catalogue;
import org.guichet.catalogue.Category;
import org.guichet.knowledge.Article;
import org.guichet.knowledge.ArticleChanged;
import org.guichet.knowledge.ArticleDesk;
import org.guichet.knowledge.ArticleDrafts;
import org.guichet.knowledge.ArticleDrafts.ArticleDraft;
import org.guichet.knowledge.ArticleExists;
import org.guichet.knowledge.ArticleText;
import org.guichet.portal.access.CurrentViewer;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;

/**
 * Where an article is written. Its id is in the address before it is saved: a reload or another
 * device comes back to what was typed, and a second click saves the same article.
 */
@Named
@ViewScoped
public class ArticleEditPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject ArticleDesk desk;
  @Inject ArticleDrafts drafts;
  @Inject Catalogue catalogue;
  @Inject CurrentViewer viewer;
  @Inject Reader reader;
  @Inject Words words;

  private String id;
  private String topic;
  private WrittenArticle written;
  private List<Category> categories;
  private List<Article> translations = List.of();
  private boolean fresh;
  private boolean published;
  private int version;
  private Article other;
  private Instant keptAt;

  public void load() {
    UUID key = id == null || id.isBlank() ? UUID.randomUUID() : ArticlePage.key(id);
    id = key.toString();
    Optional<Article> saved = desk.find(viewer.get(), key);
    fresh = saved.isEmpty();
    UUID shared = saved.map(Article::topic).orElseGet(this::topicOfAddress);
    topic = shared.toString();
    translations = desk.ofTopic(viewer.get(), shared);
    categories = catalogue.categories();
    show(saved);
    drafts.of(viewer.get(), key).ifPresent(draft -> goOn(draft, saved));
  }

  private UUID topicOfAddress() {
    return topic == null || topic.isBlank() ? UUID.fromString(id) : ArticlePage.key(topic);
  }

  private void show(Optional<Article> saved) {
    written = saved.map(WrittenArticle::of).orElseGet(this::blank);
    published = saved.map(Article::published).orElse(false);
    version = saved.map(Article::version).orElse(0);
    other = null;
    keptAt = null;
  }

  /** In the first language that the topic has not yet, in its category. */
  private WrittenArticle blank() {
    List<String> taken = translations.stream().map(Article::language).toList();
    String language =
        taken.contains(reader.getLanguage())
            ? getLanguages().stream().filter(one -> !taken.contains(one)).findFirst().orElse("")
            : reader.getLanguage();
    String category =
        translations.isEmpty() ? categories.get(0).key() : translations.get(0).category();
    return new WrittenArticle(language, category);
  }

  /** What was typed before; when somebody saved the article since, the writer decides. */
  private void goOn(ArticleDraft draft, Optional<Article> saved) {
    written.setQuestion(draft.question());
    written.setAnswer(draft.answer());
    keptAt = draft.savedAt();
    version = draft.basedOn();
    other = saved.filter(current -> current.version() != draft.basedOn()).orElse(null);
  }

  public String save() {
    return save(published, version);
  }

  public String publish() {
    return save(true, version);
  }

  /** Customers do not read it any more; nothing of it is lost. */
  public String withdraw() {
    return save(false, version);
  }

  /** What is here replaces what somebody else saved meanwhile. */
  public String saveMine() {
    return save(other != null && other.published(), null);
  }

  /** What somebody else saved meanwhile replaces what is here. */
  public String takeTheirs() {
    drafts.forget(viewer.get(), key());
    return address();
  }

  private String save(boolean toBePublished, Integer known) {
    if (!written.check(words)) {
      return null;
    }
    try {
      ArticleText text = written.text(UUID.fromString(topic));
      desk.save(viewer.get(), key(), text, known, toBePublished);
      return address();
    } catch (ArticleChanged e) {
      other = e.current();
    } catch (ArticleExists e) {
      written.refuseLanguage(words.of("knowledge.exists"));
    }
    return null;
  }

  /** The page anew, which tells the browser to forget what it kept of the text. */
  private String address() {
    return "/article-edit.xhtml?faces-redirect=true&id=" + id + "&saved=1";
  }

  private UUID key() {
    return UUID.fromString(id);
  }

  /** What is being written. */
  public WrittenArticle getWritten() {
    return written;
  }

  public List<Category> getCategories() {
    return categories;
  }

  public List<String> getLanguages() {
    return Reader.CHOICES.get(Reader.LANGUAGE);
  }

  /** Articles in other languages. */
  public List<Article> getTranslations() {
    return translations.stream().filter(article -> !article.id().equals(key())).toList();
  }

  /** Languages in which there is none yet. */
  public List<String> getMissing() {
    List<String> taken = translations.stream().map(Article::language).toList();
    return fresh
        ? List.of()
        : getLanguages().stream().filter(language -> !taken.contains(language)).toList();
  }

  public boolean isFresh() {
    return fresh;
  }

  public boolean isPublished() {
    return published;
  }

  public int getVersion() {
    return version;
  }

  /** What somebody else saved meanwhile; null when nobody did. */
  public Article getOther() {
    return other;
  }

  /** When the draft was kept, in words; empty when there is none. */
  public String getKept() {
    return keptAt == null ? "" : words.of("knowledge.draft.saved", words.soon(keptAt));
  }

  /** The same in milliseconds since 1970, for the page to compare; 0 when there is none. */
  public long getKeptMillis() {
    return keptAt == null ? 0 : keptAt.toEpochMilli();
  }

  public String getId() {
    return id;
  }

  public void setId(String id) {
    this.id = id;
  }

  public String getTopic() {
    return topic;
  }

  public void setTopic(String topic) {
    this.topic = topic;
  }
}
