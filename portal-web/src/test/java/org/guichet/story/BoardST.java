package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The board (B9). */
@ExtendWith(House.class)
class BoardST {

  private static String submit(Story story, String device) {
    return RequestForm.open(story.signedIn("camille")).fill(device, "Please look.").submit();
  }

  private static Visitor atTheBoard(Story story, String username, String words) {
    Visitor visitor = story.signedIn(username);
    visitor.open("/board?q=" + words);
    assertThat(visitor.page().locator("#live")).hasText("Live");
    visitor.markPage();
    return visitor;
  }

  private static Locator column(Visitor visitor, String status) {
    return visitor.page().locator("[data-column=" + status + "]");
  }

  private static Locator card(Visitor visitor, String number) {
    return visitor.page().locator("[data-card='" + number + "']");
  }

  private static Locator cardIn(Visitor visitor, String status, String number) {
    return column(visitor, status).locator("[data-card='" + number + "']");
  }

  private static String status(Story story, String number) {
    return story.texts("select status from service_request where number = ?", number).get(0);
  }

  @Test
  @DisplayName("B9 a card is dragged along the allowed steps, before the eyes of a colleague")
  void aCardIsDragged(Story story) {
    String number = submit(story, "Bagpipe");
    Visitor tom = atTheBoard(story, "tom", "bagpipe");
    Visitor sofia = atTheBoard(story, "sofia", "bagpipe");
    assertThat(cardIn(tom, "SUBMITTED", number)).isVisible();
    card(tom, number).dragTo(column(tom, "SOLVED"));
    assertThat(cardIn(tom, "SOLVED", number)).isVisible();
    assertThat(tom.page().locator("#said")).hasText(number + " was moved.");
    assertThat(cardIn(sofia, "SOLVED", number)).isVisible();
    assertThat(status(story, number)).isEqualTo("SOLVED");

    // What is solved cannot wait for the customer: that column is shut while one drags.
    Locator taken = card(tom, number);
    taken.hover();
    tom.page().mouse().down();
    column(tom, "WAITING_FOR_CUSTOMER").hover();
    column(tom, "WAITING_FOR_CUSTOMER").hover();
    assertThat(column(tom, "WAITING_FOR_CUSTOMER")).hasClass(Pattern.compile(".*is-shut.*"));
    assertThat(column(tom, "IN_PROGRESS")).hasClass(Pattern.compile(".*is-open.*"));
    tom.page().mouse().up();
    assertThat(cardIn(tom, "SOLVED", number)).isVisible();
    assertThat(tom.page().locator(".is-shut")).hasCount(0);
    assertThat(status(story, number)).isEqualTo("SOLVED");
    tom.assertNotReloaded();
    sofia.assertNotReloaded();
  }

  @Test
  @DisplayName("B9 a card is moved by keys alone, and by its menu")
  void aCardIsMovedWithoutAPointer(Story story) {
    String number = submit(story, "Dulcimer");
    Visitor tom = atTheBoard(story, "tom", "dulcimer");
    Page page = tom.page();
    card(tom, number).locator("a").focus();
    page.keyboard().press("Space");
    assertThat(page.locator("#board-voice"))
        .hasText(number + " taken. Choose a column with the arrows.");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#board-voice")).hasText("In progress, 1 of 4 columns");
    page.keyboard().press("Escape");
    assertThat(page.locator("#board-voice")).hasText(number + " stays where it was.");
    assertThat(cardIn(tom, "SUBMITTED", number)).isVisible();

    page.keyboard().press("Space");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Enter");
    assertThat(cardIn(tom, "WAITING_FOR_CUSTOMER", number)).isVisible();
    assertThat(card(tom, number).locator("a")).isFocused();
    assertThat(page.locator("#said")).hasText(number + " was moved.");

    card(tom, number).locator("summary").focus();
    page.keyboard().press("Enter");
    tom.assertAccessible();
    tom.photograph("board-menu");
    page.waitForResponse( // the card goes ahead of its answer
        "**/board/do?**", () -> card(tom, number).getByText("In progress").click());
    assertThat(cardIn(tom, "IN_PROGRESS", number)).isVisible();
    assertThat(status(story, number)).isEqualTo("IN_PROGRESS");
    tom.assertNotReloaded();
  }

  @Test
  @DisplayName("B9 somebody else was first: that is said, and the card goes where it belongs")
  void somebodyElseWasFirst(Story story) {
    String number = submit(story, "Shawm");
    Visitor tom = atTheBoard(story, "tom", "shawm");
    card(tom, number).locator("summary").click();
    // A colleague is quicker; an open menu is not taken away.
    Visitor sofia = atTheBoard(story, "sofia", "shawm");
    card(sofia, number).dragTo(column(sofia, "IN_PROGRESS"));
    assertThat(cardIn(sofia, "IN_PROGRESS", number)).isVisible();
    card(tom, number).getByText("Solved").click();
    assertThat(tom.page().locator("#said"))
        .containsText("Somebody changed " + number + " before you.");
    assertThat(cardIn(tom, "IN_PROGRESS", number)).isVisible();
    assertThat(status(story, number)).isEqualTo("IN_PROGRESS");
    tom.photograph("board-late");
  }

  @Test
  @DisplayName("B9 a column is bounded, the rest is in the list; a narrow screen shows one column")
  void aColumnIsBounded(Story story) {
    String number = submit(story, "Ocarina");
    story.run(
        """
        insert into service_request (id, number, draft_id, type_id, subject, form_version, language, fields, sensitive_fields,
          status, priority, requester_id, organization_id, team_id, submitted_at, updated_at, version)
        select gen_random_uuid(), 'R-2023-' || (700000 + n), gen_random_uuid(), type_id, subject || ' ' || n, form_version,
          language, fields, sensitive_fields, 'IN_PROGRESS', priority, requester_id, organization_id, team_id,
          timestamptz '2024-01-01 10:00Z' + n * interval '1 hour', timestamptz '2024-01-01 10:00Z' + n * interval '1 hour', 1
        from service_request, generate_series(1, 82) n where number = '%s'
        """
            .formatted(number));
    Visitor tom = atTheBoard(story, "tom", "ocarina");
    assertThat(column(tom, "IN_PROGRESS").locator("[data-card]")).hasCount(50);
    Locator more = column(tom, "IN_PROGRESS").getByText("32 more");
    more.click();
    tom.page().waitForURL(url -> url.contains("/queue?") && url.contains("status=in_progress"));
    assertThat(tom.page().locator("#count")).hasText("82 requests");

    tom.open("/board?q=ocarina");
    tom.page().setViewportSize(360, 800);
    assertThat(column(tom, "SUBMITTED")).isVisible();
    assertThat(column(tom, "IN_PROGRESS")).isHidden();
    tom.page().locator("[data-tab=IN_PROGRESS]").click();
    assertThat(column(tom, "IN_PROGRESS")).isVisible();
    assertThat(column(tom, "SUBMITTED")).isHidden();
    assertThat(tom.page()).hasURL(Pattern.compile(".*column=in_progress.*"));
    story.run("update service_request set status = 'CLOSED' where number like 'R-2023-7%'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-GB", "fr-FR"})
  @DisplayName("B9 the board fits and is accessible")
  void theBoardFitsAndIsAccessible(String locale, Story story) {
    PastRequests.write(story, submit(story, "Psaltery"));
    Visitor sofia = story.visitor("sofia", locale);
    sofia.open("/board");
    sofia.signIn();
    LookST.look(sofia, "board", locale);
    sofia.open("/board?q=nothingofthekind");
    LookST.look(sofia, "board-nothing", locale);
    PastRequests.forget(story);
  }
}
