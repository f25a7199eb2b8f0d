package org.guichet.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.knowledge.ArticleSearch.Found;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Knowledge: who writes articles, who finds them, and what people say about them. */
class ArticlesIT {
  private static final String LAPTOP = "My laptop does not start any more. What can I try?";
  private static TestDomain domain;
  private static Viewer camille;
  private static Viewer nadia;
  private static Viewer tom;
  private static Viewer sofia;

  @BeforeAll
  static void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    nadia = domain.viewer("nadia", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  private static ArticleText text(String question, String answer) {
    return new ArticleText(UUID.randomUUID(), "en", "devices", question, answer);
  }

  private static int save(
      Viewer viewer, UUID id, ArticleText text, Integer known, boolean published) {
    return domain.inTransaction(() -> domain.articleDesk.save(viewer, id, text, known, published));
  }

  private static UUID published(ArticleText text) {
    UUID id = UUID.randomUUID();
    save(tom, id, text, 0, true);
    return id;
  }

  private static void vote(Viewer viewer, UUID article, boolean helpful) {
    domain.inTransaction(
        () -> {
          domain.articleVotes.vote(viewer, article, helpful);
          return null;
        });
  }

  private static List<String> questions(Found found) {
    return found.articles().stream().map(ArticleLink::question).toList();
  }

  private static Found find(String text) {
    return domain.articleSearch.find(text, "en", 3);
  }

  @Test
  @DisplayName("what somebody begins to write finds an article, whatever he mistypes")
  void aTitleFindsAnArticle() {
    for (String title :
        List.of(
            "lap",
            "Laptop",
            "laptop starting",
            "The laptop of our trainee does not start since Monday",
            "my laptpo",
            "lptop",
            "ordinateur portable",
            "demarre plus")) {
      assertThat(questions(find(title))).as(title).contains(LAPTOP);
    }
    assertThat(find("my laptpo").meant()).isEqualTo("my laptop");
    assertThat(find("laptop").meant()).isNull();
  }

  @Test
  @DisplayName("what nobody wrote about finds nothing, and no input breaks the search")
  void nothingIsFoundCalmly() {
    for (String text :
        List.of("", " ", "zzz qqq", "'", "& | !", "\0", "😀", "<script>", "x".repeat(5_000))) {
      assertThat(find(text).articles()).as(text).isEmpty();
    }
    assertThat(find("the").articles()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  @DisplayName("a question with all the words stands before one with some of them")
  void theBestComesFirst() {
    assertThat(questions(find("password forgotten")))
        .first()
        .isEqualTo("I have forgotten my password");
    assertThat(questions(find("printer paper jam")).get(0)).startsWith("The printer says");
  }

  @Test
  @DisplayName("the reader gets his own language, and another one only when there is none in it")
  void theReadersLanguageFirst() {
    assertThat(domain.articles.all("en")).hasSizeGreaterThanOrEqualTo(8);
    assertThat(domain.articles.all("fr"))
        .filteredOn(article -> article.question().contains("portable"))
        .extracting(ArticleLink::language)
        .containsOnly("fr");
    assertThat(domain.articleSearch.find("laptop start", "fr", 3).articles())
        .extracting(ArticleLink::question)
        .contains("Mon ordinateur portable ne démarre plus. Que puis-je essayer ?");

    UUID english = published(text("Where is the zeppelin hangar?", "In the yard."));
    assertThat(domain.articles.view(camille, english, "fr").language()).isEqualTo("en");
    assertThat(domain.articles.all("fr")).extracting(ArticleLink::id).contains(english);

    Article written = domain.articleDesk.get(tom, english);
    UUID french = UUID.randomUUID();
    save(
        tom,
        french,
        new ArticleText(written.topic(), "fr", "devices", "Où est le hangar ?", "Dans la cour."),
        0,
        true);
    assertThat(domain.articles.view(camille, english, "fr").id()).isEqualTo(french);
    assertThat(domain.articles.all("fr")).extracting(ArticleLink::id).doesNotContain(english);
    assertThatThrownBy(
            () ->
                save(
                    tom,
                    UUID.randomUUID(),
                    new ArticleText(written.topic(), "fr", "devices", "Encore ?", "Non."),
                    0,
                    false))
        .isInstanceOf(ArticleExists.class);
  }

  @Test
  @DisplayName("what is not published only employees see, and only they write")
  void whatIsNotPublishedIsHidden() {
    UUID id = UUID.randomUUID();
    ArticleText text = text("How do I polish the unicorn?", "Gently.");
    save(tom, id, text, 0, false);

    assertThatThrownBy(() -> domain.articles.view(camille, id, "en"))
        .isInstanceOf(NotVisible.class);
    assertThat(domain.articles.view(sofia, id, "en").published()).isFalse();
    assertThat(find("unicorn").articles()).isEmpty();
    assertThat(find("unicron").meant()).as("no word of it is told").isNull();
    assertThat(domain.articles.all("en")).extracting(ArticleLink::id).doesNotContain(id);
    assertThatThrownBy(() -> vote(camille, id, true)).isInstanceOf(NotVisible.class);

    save(tom, id, text, 1, true);
    assertThat(questions(find("unicorn"))).containsExactly("How do I polish the unicorn?");
    save(sofia, id, text, 2, false);
    assertThat(find("unicorn").articles()).isEmpty();

    Viewer ines = domain.viewer("ines", Role.INTEGRATION_ADMIN);
    for (Viewer stranger : List.of(camille, ines)) {
      assertThatThrownBy(() -> save(stranger, id, text, null, true)).isInstanceOf(NotAllowed.class);
      assertThatThrownBy(() -> domain.articleDesk.find(stranger, id))
          .isInstanceOf(NotAllowed.class);
    }
    List<String> trail =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select actor || ' ' || action from audit_entry where object_id = :id order by id")
                    .bind("id", id.toString())
                    .mapTo(String.class)
                    .list());
    assertThat(trail)
        .containsExactly(
            tom.name() + " article.written",
            tom.name() + " article.published",
            sofia.name() + " article.withdrawn");
  }

  @Test
  @DisplayName("two who write the same article overwrite nothing unasked")
  void twoWritersOverwriteNothing() {
    UUID id = published(text("Two writers?", "The first."));
    ArticleText of =
        new ArticleText(
            domain.articleDesk.get(tom, id).topic(), "en", "devices", "Two writers?", "By Sofia.");
    save(sofia, id, of, 1, true);

    assertThatThrownBy(() -> save(tom, id, text("Two writers?", "By Tom."), 1, true))
        .isInstanceOfSatisfying(
            ArticleChanged.class,
            e -> {
              assertThat(e.current().answer()).isEqualTo("By Sofia.");
              assertThat(e.current().changedBy()).isEqualTo(sofia.name());
              assertThat(e.current().version()).isEqualTo(2);
            });
    assertThat(save(tom, id, text("Two writers?", "By Tom."), null, true)).isEqualTo(3);
  }

  @Test
  @DisplayName("everybody has one vote, which he may change")
  void oneVoteEach() {
    UUID id = published(text("Does voting work?", "Try it."));
    vote(camille, id, true);
    vote(camille, id, true);
    vote(nadia, id, false);
    assertThat(domain.articles.view(camille, id, "en"))
        .extracting(ArticleView::helpful, ArticleView::unhelpful, ArticleView::vote)
        .containsExactly(1, 1, true);

    vote(camille, id, false);
    assertThat(domain.articles.view(camille, id, "en"))
        .extracting(ArticleView::helpful, ArticleView::unhelpful, ArticleView::vote)
        .containsExactly(0, 2, false);

    UUID wifi =
        find("Wi-Fi connect").articles().stream().findFirst().map(ArticleLink::id).orElseThrow();
    vote(camille, wifi, true);
    assertThat(domain.articles.best("en", 3)).extracting(ArticleLink::id).first().isEqualTo(wifi);
  }

  @Test
  @DisplayName("what is being written is kept for its writer until it is saved")
  void whatIsBeingWrittenIsKept() {
    UUID id = UUID.randomUUID();
    domain.inTransaction(() -> domain.articleDrafts.save(tom, id, "Half a", "sen\0tence", 0));

    assertThat(domain.articleDrafts.of(tom, id).orElseThrow().answer()).isEqualTo("sentence");
    assertThat(domain.articleDrafts.of(sofia, id)).isEmpty();
    save(tom, id, text("Half a question?", "A sentence."), 0, false);
    assertThat(domain.articleDrafts.of(tom, id)).isEmpty();
  }

  @Test
  @DisplayName("the desk finds articles by words, category, language and state, page after page")
  void theDeskFindsArticles() {
    ArticleFilter all = new ArticleFilter("", "", "", null, null);
    List<ArticleRow> first = domain.articleDesk.list(tom, all, 5);
    ArticleRow last = first.get(4);
    List<ArticleRow> second =
        domain.articleDesk.list(
            tom,
            new ArticleFilter(
                "", "", "", null, new ArticleFilter.Position(last.changedAt(), last.id())),
            5);
    assertThat(second).hasSize(5).doesNotContainAnyElementsOf(first);

    assertThat(
            domain.articleDesk.list(
                tom, new ArticleFilter("toner", "devices", "fr", true, null), 5))
        .extracting(ArticleRow::question)
        .containsExactly("L’imprimante annonce un bourrage, mais je ne vois pas de papier");
    assertThatThrownBy(() -> domain.articleDesk.list(camille, all, 5))
        .isInstanceOf(NotAllowed.class);
  }
}
