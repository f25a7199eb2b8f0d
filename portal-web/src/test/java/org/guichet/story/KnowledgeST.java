package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Knowledge: articles are written by employees and found by customers while they type. */
@ExtendWith(House.class)
class KnowledgeST {
  private static final String LAPTOP = "My laptop does not start any more. What can I try?";
  private static final Pattern EDITOR = Pattern.compile(".*/article-edit\\?id=[0-9a-f-]+$");

  private static Locator suggested(Page page) {
    return page.locator(".suggest a");
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  private static void isSaved(Page page) {
    assertThat(page.locator("[data-sent]")).containsText("Saved");
  }

  /** Publishes an article by the pages alone. */
  private static void publish(Visitor writer, String question, String answer) {
    writer.open("/article-edit");
    writer
        .page()
        .getByLabel("Question", new Page.GetByLabelOptions().setExact(true))
        .fill(question);
    writer.page().getByLabel("Answer", new Page.GetByLabelOptions().setExact(true)).fill(answer);
    button(writer.page(), "Save and publish").click();
    isSaved(writer.page());
  }

  @Test
  @DisplayName(
      "an article is suggested while a title is typed: text and focus stay, by keyboard alone")
  void suggestedWhileTyping(Story story) {
    Visitor camille = story.signedIn("camille");
    AtomicInteger asked = new AtomicInteger();
    camille.page().onRequest(r -> asked.addAndGet(r.url().contains("/suggestions?") ? 1 : 0));
    RequestForm form = RequestForm.open(camille);
    form.device().focus();
    camille.page().keyboard().type("My laptop does not start");
    assertThat(suggested(camille.page()).first()).containsText(LAPTOP);

    assertThat(asked.get()).as("questions to the server").isBetween(1, 3);
    assertThat(form.device()).isFocused();
    assertThat(form.device()).hasValue("My laptop does not start");
    assertThat(camille.page().locator(".suggest[aria-live=polite]")).hasCount(1);
    assertThat(suggested(camille.page())).not().hasCount(0);
    assertThat(suggested(camille.page()).count()).isLessThanOrEqualTo(3);
    camille.assertAccessible();
    camille.photograph("suggestion");

    camille.page().keyboard().press("Tab");
    assertThat(suggested(camille.page()).first()).isFocused();
    Page article = camille.page().waitForPopup(() -> camille.page().keyboard().press("Enter"));
    assertThat(article.locator("h1")).hasText(LAPTOP);
    assertThat(form.device()).hasValue("My laptop does not start");
    article.close();

    form.device().fill("zz");
    assertThat(suggested(camille.page())).hasCount(0);
  }

  @Test
  @DisplayName("the search box at home suggests articles, and three that helped others stand below")
  void suggestedAtHome(Story story) {
    Visitor camille = story.signedIn("camille");
    assertThat(camille.page().locator(".articles li")).hasCount(3);
    camille.page().getByRole(AriaRole.SEARCHBOX).fill("pasword");
    assertThat(suggested(camille.page()).first()).containsText("I have forgotten my password");
    camille.assertAccessible();
    suggested(camille.page()).first().click();
    assertThat(camille.page().locator("h1")).hasText("I have forgotten my password");
  }

  @Test
  @DisplayName("an article is found by what one remembers, read, and said to be helpful or not")
  void foundReadAndVotedOn(Story story) {
    Visitor nadia = story.signedIn("nadia");
    link(nadia.page(), "Help").click();
    nadia.page().getByRole(AriaRole.SEARCHBOX).fill("printer jamed");
    nadia.page().getByRole(AriaRole.SEARCHBOX).press("Enter");
    nadia.page().waitForURL(url -> url.contains("/help?q="));
    link(nadia.page(), "paper jam").click();
    assertThat(nadia.page().locator(".answer ol li")).hasCount(4);
    nadia.assertAccessible();
    button(nadia.page(), "Yes").click();
    assertThat(button(nadia.page(), "Yes")).hasAttribute("aria-pressed", "true");
    button(nadia.page(), "No").click();
    assertThat(button(nadia.page(), "No")).hasAttribute("aria-pressed", "true");
    assertThat(button(nadia.page(), "Yes")).hasAttribute("aria-pressed", "false");
    assertThat(nadia.page().getByText("1 said no")).hasCount(0);

    Visitor tom = story.signedIn("tom");
    tom.open(nadia.page().url());
    tom.sees("1 said no");
    nadia.open("/help?q=unicorns");
    nadia.sees("No article for “unicorns”");
    assertThat(nadia.status("/article?id=4711")).isEqualTo(404);
    assertThat(nadia.status("/articles")).isEqualTo(403);
    assertThat(nadia.status("/article-edit")).isEqualTo(403);
  }

  @Test
  @DisplayName(
      "an employee writes and publishes; nothing that he typed is lost; what is taken back is gone")
  void writtenAndPublished(Story story) {
    Visitor tom = story.signedIn("tom");
    tom.open("/articles");
    link(tom.page(), "New article").click();
    tom.page().waitForURL(EDITOR);
    button(tom.page(), "Save and publish").click();
    assertThat(tom.page().locator("#question-error")).containsText("Write the question first.");
    Locator question = tom.page().locator("#question");
    Locator answer = tom.page().locator("#answer");
    question.fill("Where do I moor the zeppelin?");
    answer.fill("At the **mast**.\n\n- by day\n- by night\n\n<script>alert(1)</script>");
    assertThat(tom.page().locator("#article-state")).containsText("Draft kept");
    String editor = tom.page().url();

    tom.loseEverySession();
    tom.forgetTab();
    tom.open(editor);
    tom.signIn();
    assertThat(question).hasValue("Where do I moor the zeppelin?");
    assertThat(answer).hasValue(Pattern.compile("At the \\*\\*mast.*", Pattern.DOTALL));
    tom.assertAccessible();
    button(tom.page(), "Save without publishing").click();
    isSaved(tom.page());

    Visitor camille = story.signedIn("camille");
    String article = editor.replace("article-edit", "article");
    assertThat(camille.status(article)).isEqualTo(404);
    button(tom.page(), "Save and publish").click();
    assertThat(button(tom.page(), "Save and take back")).isVisible();
    camille.open("/help?q=moor+zeppelins");
    link(camille.page(), "zeppelin").click();
    assertThat(camille.page().locator(".answer strong")).hasText("mast");
    assertThat(camille.page().locator(".answer")).containsText("<script>alert(1)</script>");
    Visitor pierre = story.visitor("camille", "fr-FR");
    pierre.open(article);
    pierre.signIn();
    pierre.sees("Cet article n’existe qu’en anglais");

    button(tom.page(), "Save and take back").click();
    assertThat(button(tom.page(), "Save and publish")).isVisible();
    assertThat(camille.status(article)).isEqualTo(404);
  }

  @Test
  @DisplayName("two employees who write the same article overwrite nothing unasked")
  void twoWriters(Story story) {
    Visitor tom = story.signedIn("tom");
    publish(tom, "Two who write?", "The first.");
    Visitor sofia = story.signedIn("sofia");
    sofia.open(tom.page().url().replace("&saved=1", ""));
    sofia.page().locator("#answer").fill("By Sofia.");
    button(sofia.page(), "Save").click();
    isSaved(sofia.page());

    tom.page().locator("#answer").fill("By Tom.");
    button(tom.page(), "Save").click();
    Locator conflict = tom.page().locator("#editor [role=alert]");
    assertThat(conflict).containsText("after you had opened it");
    assertThat(conflict).containsText("By Sofia.");
    assertThat(tom.page().locator("#answer")).hasValue("By Tom.");
    tom.assertAccessible();
    tom.photograph("article-conflict");
    button(tom.page(), "Keep what is here").click();
    assertThat(conflict).hasCount(0);
    assertThat(story.texts("select answer from article where question = 'Two who write?'"))
        .containsExactly("By Tom.");

    sofia.page().locator("#answer").fill("By Sofia again.");
    button(sofia.page(), "Save").click();
    button(sofia.page(), "Show the other").click();
    assertThat(sofia.page().locator("#answer")).hasValue("By Tom.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-GB", "fr-FR"})
  @DisplayName("every page of knowledge fits and is accessible")
  void everyPageFits(String locale, Story story) {
    String article =
        story
            .texts(
                "select id from article where language = 'en' and question like '%laptop does not start%'")
            .get(0);
    Visitor julien = story.visitor("julien", locale);
    julien.open("/help");
    julien.signIn();
    LookST.look(julien, "help", locale);
    julien.open("/help?q=unicorns");
    LookST.look(julien, "help-nothing", locale);
    julien.open("/article?id=" + article);
    LookST.look(julien, "article", locale);
    julien.open(RequestForm.ADDRESS);
    julien.page().locator("#q-device").fill("laptop");
    assertThat(suggested(julien.page()).first()).isVisible();
    LookST.look(julien, "form-suggestions", locale);

    Visitor sofia = story.visitor("sofia", locale);
    sofia.open("/articles");
    sofia.signIn();
    LookST.look(sofia, "staff-articles", locale);
    sofia.open("/articles?q=unicorns");
    LookST.look(sofia, "staff-articles-nothing", locale);
    sofia.open("/article-edit?id=" + article);
    LookST.look(sofia, "staff-article-edit", locale);
  }
}
