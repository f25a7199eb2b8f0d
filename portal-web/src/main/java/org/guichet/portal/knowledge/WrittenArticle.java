package org.guichet.portal.knowledge;

import java.io.Serializable;
import java.util.UUID;
import org.guichet.knowledge.Article;
import org.guichet.knowledge.ArticleText;
import org.guichet.portal.shared.Words;

/** The fields of the page that writes an article, and what is to mend in them. */
public class WrittenArticle implements Serializable {
  private static final long serialVersionUID = 1L;

  private String language;
  private String category;
  private String question = "";
  private String answer = "";
  private String languageError = "";
  private String questionError = "";
  private String answerError = "";

  WrittenArticle(String language, String category) {
    this.language = language;
    this.category = category;
  }

  static WrittenArticle of(Article article) {
    WrittenArticle written = new WrittenArticle(article.language(), article.category());
    written.question = article.question();
    written.answer = article.answer();
    return written;
  }

  ArticleText text(UUID topic) {
    return new ArticleText(topic, language, category, question.strip(), answer.strip());
  }

  /** Whether it can be saved; else the fields say what is to mend. */
  boolean check(Words words) {
    languageError = "";
    questionError =
        mistake(words, question, Article.LONGEST_QUESTION, "knowledge.question.missing");
    answerError = mistake(words, answer, Article.LONGEST_ANSWER, "knowledge.answer.missing");
    return questionError.isEmpty() && answerError.isEmpty();
  }

  private static String mistake(Words words, String text, int longest, String missing) {
    if (text.isBlank()) {
      return words.of(missing);
    }
    if (text.indexOf('\0') >= 0) {
      return words.of("field.unprintable");
    }
    int length = text.strip().length();
    return length > longest ? words.of("field.tooLong", longest, length) : "";
  }

  void refuseLanguage(String why) {
    languageError = why;
  }

  public String getLanguage() {
    return language;
  }

  public void setLanguage(String language) {
    this.language = language;
  }

  public String getCategory() {
    return category;
  }

  public void setCategory(String category) {
    this.category = category;
  }

  public String getQuestion() {
    return question;
  }

  public void setQuestion(String question) {
    this.question = question;
  }

  public String getAnswer() {
    return answer;
  }

  public void setAnswer(String answer) {
    this.answer = answer;
  }

  public String getLanguageError() {
    return languageError;
  }

  public String getQuestionError() {
    return questionError;
  }

  public String getAnswerError() {
    return answerError;
  }
}
