package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tags, checklist, time, links, merge and split on a request's page (B3). */
@ExtendWith(House.class)
class RequestWorkST {
  private static Locator button(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator icon(Visitor visitor, String name) {
    return visitor.page().locator("[aria-label=\"" + name + "\"]");
  }

  private static String submit(Story story, String username, String device) {
    return RequestForm.open(story.signedIn(username)).fill(device, "Please look.").submit();
  }

  @Test
  @DisplayName(
      "B3 tags are put on with suggestions and taken off, live for colleagues, never for customers")
  void tagsArePutOnAndTakenOff(Story story) {
    String first = submit(story, "camille", "Celesta");
    String number = submit(story, "camille", "Celesta two");
    Visitor tom = story.signedIn("tom");
    Visitor sofia = story.signedIn("sofia");
    RequestPage.open(sofia, number);
    assertThat(sofia.page().locator("#live")).hasText("Live");
    RequestPage.open(tom, first);
    Page page = tom.page();
    button(tom, "Add tag").click();
    assertThat(page.locator("#tag-error")).hasText("Write the tag first.");
    page.locator("#tag").fill("Keyboard  Instrument");
    page.keyboard().press("Enter");
    assertThat(page.locator("#tags")).containsText("keyboard instrument");
    assertThat(page.locator("#tag")).hasValue("");

    RequestPage.open(tom, number);
    page.locator("#tag").pressSequentially("instr");
    assertThat(page.locator("#tag-list [role=option]")).hasText("keyboard instrument");
    tom.assertAccessible();
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(page.locator("#tag")).hasValue("keyboard instrument");
    page.keyboard().press("Enter");
    assertThat(page.locator("#tags")).containsText("keyboard instrument");
    assertThat(sofia.page().locator("#tags")).containsText("keyboard instrument");
    sofia.page().locator("#task").fill("Half a thou");
    icon(tom, "Remove the tag keyboard instrument").click();
    assertThat(page.locator("#tags")).hasText("No tags.");
    assertThat(sofia.page().locator("#tags")).hasText("No tags.");
    assertThat(sofia.page().locator("#task")).hasValue("Half a thou");
    Visitor camille = story.signedIn("camille");
    RequestPage.open(camille, first);
    assertThat(camille.page().locator("body")).not().containsText("keyboard instrument");
  }

  @Test
  @DisplayName("B3 the checklist and the time spent")
  void theChecklistAndTheTimeSpent(Story story) {
    String number = submit(story, "camille", "Harmonica");
    Visitor tom = story.signedIn("tom");
    RequestPage.open(tom, number);
    Page page = tom.page();
    button(tom, "Add task").click();
    assertThat(page.locator("#task-error")).hasText("Write the task first.");
    for (String task : new String[] {"Open it", "Clean the reeds", "Close it"}) {
      page.locator("#task").fill(task);
      page.keyboard().press("Enter");
      assertThat(page.locator("#checklist")).containsText(task);
    }
    icon(tom, "Mark as done: Open it").click();
    assertThat(page.locator("#checklist")).containsText("1 of 3 done");
    assertThat(page.locator("#checklist")).containsText("Done by Tom Becker");
    icon(tom, "Move up: Close it").focus();
    page.keyboard().press("Enter");
    assertThat(page.locator("#checklist li").nth(1)).containsText("Close it");
    icon(tom, "Remove: Close it").click();
    assertThat(page.locator("#checklist li")).hasCount(2);

    page.locator("#minutes").fill("half an hour");
    button(tom, "Add time").click();
    assertThat(page.locator("#minutes-error")).containsText("whole minutes");
    assertThat(page.locator("#purpose-error")).hasText("Say what it was spent for.");
    assertThat(page.locator("#minutes")).hasValue("half an hour");
    page.locator("#minutes").fill("80");
    page.locator("#purpose").fill("Cleaned the reeds");
    button(tom, "Add time").click();
    assertThat(page.locator("#worked")).containsText("1 h 20 min in all");
    icon(tom, "Mend: Cleaned the reeds").click();
    assertThat(page.locator("#minutes")).hasValue("80");
    page.locator("#minutes").fill("45");
    button(tom, "Save").click();
    assertThat(page.locator("#worked")).containsText("45 min in all");
    tom.assertAccessible();
    LookST.look(tom, "request-work", "en-GB");

    Visitor sofia = story.signedIn("sofia");
    RequestPage.open(sofia, number);
    assertThat(sofia.page().locator("#worked")).containsText("Tom Becker");
    assertThat(icon(sofia, "Mend: Cleaned the reeds")).hasCount(0);
    Visitor camille = story.signedIn("camille");
    RequestPage.open(camille, number);
    assertThat(camille.page().locator("body")).not().containsText("reeds");
  }

  @Test
  @DisplayName("B3 requests are linked, and one is merged into another")
  void requestsAreLinkedAndMerged(Story story) {
    String first = submit(story, "julien", "Bassoon");
    String second = submit(story, "camille", "Bassoon, too");
    String foreign = submit(story, "nadia", "Oboe");
    Visitor tom = story.signedIn("tom");
    RequestPage.open(tom, second);
    Page page = tom.page();
    button(tom, "Link").click();
    assertThat(page.locator("#link-other-error")).containsText("Write the number");
    page.locator("#link-kind").selectOption("BLOCKS");
    page.locator("#link-other").fill("R-1999-000001");
    button(tom, "Link").click();
    assertThat(page.locator("#link-other-error")).containsText("There is no request R-1999-000001");
    page.locator("#link-kind").selectOption("BLOCKS");
    page.locator("#link-other").fill(first);
    button(tom, "Link").click();
    assertThat(page.locator("#links")).containsText("blocks Bassoon");

    button(tom, "Merge …").click();
    Locator dialog = page.locator("#merge-dialog");
    tom.assertAccessible();
    page.locator("#merge-into").fill(foreign);
    button(tom, "Merge").click();
    assertThat(page.locator("#merge-error")).containsText("Only a supervisor");
    tom.photograph("merge-refused");
    page.locator("#merge-into").fill(first);
    button(tom, "Merge").click();
    assertThat(dialog).isHidden();
    assertThat(page.locator("#outcome")).containsText("This request goes on as " + first);
    tom.photograph("merged");

    Visitor camille = story.signedIn("camille");
    RequestPage.open(camille, second);
    camille.sees("This request goes on as " + first);
    camille.assertAccessible();
    camille
        .page()
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open " + first))
        .click();
    assertThat(camille.page().locator("h1")).hasText("Bassoon");
    assertThat(camille.status("/request?number=" + foreign)).isEqualTo(404);

    String third = submit(story, "camille", "Another oboe");
    Visitor sofia = story.signedIn("sofia");
    RequestPage.open(sofia, third);
    button(sofia, "Merge …").click();
    sofia.page().locator("#merge-into").fill(foreign);
    button(sofia, "Merge").click();
    assertThat(sofia.page().locator("#merge-dialog")).isHidden();
    assertThat(sofia.page().locator("#links")).containsText(foreign);
    RequestPage.open(camille, third);
    camille.sees("closed it as a duplicate of another request");
    assertThat(camille.page().locator("body")).not().containsText(foreign);
  }

  @Test
  @DisplayName("B3 a part of a request becomes one of its own, with the chosen messages")
  void aPartBecomesARequest(Story story) {
    String number = submit(story, "camille", "Trombone");
    Visitor camille = story.signedIn("camille");
    RequestPage.open(camille, number).sendReply("And my trumpet has a dent.");
    assertThat(camille.page().locator("#story")).containsText("dent");
    Visitor tom = story.signedIn("tom");
    RequestPage.open(tom, number).addNote("Dents cost extra.");
    Page page = tom.page();
    assertThat(page.locator("#story")).containsText("Dents cost extra.");
    page.reload();
    button(tom, "Split …").click();
    button(tom, "Make the new request").click();
    assertThat(page.locator("#split-error")).containsText("what the new request is about");
    page.locator("#split-subject").fill("The trumpet");
    page.locator("#split-dialog").getByText("And my trumpet has a dent.").click();
    tom.assertAccessible();
    tom.photograph("split");
    button(tom, "Make the new request").click();
    page.waitForURL(url -> url.contains("number=") && !url.contains(number));
    assertThat(page.locator("h1")).hasText("The trumpet");
    assertThat(page.locator("#story")).containsText("And my trumpet has a dent.");
    assertThat(page.locator("#story")).not().containsText("Dents cost extra.");
    assertThat(page.locator("#links")).containsText(number);
    String part = RequestForm.number(page.url());
    RequestPage.open(camille, part);
    assertThat(camille.page().locator("h1")).hasText("The trumpet");
    assertThat(camille.page()).hasURL(Pattern.compile(".*" + part));
  }
}
