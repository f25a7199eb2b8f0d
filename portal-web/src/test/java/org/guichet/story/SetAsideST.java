package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.guichet.demo.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A message that nobody here understood, and the supervisor who knows where it belongs. */
@ExtendWith(House.class)
class SetAsideST {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static void arrives(Story story, String id, String text) {
    story.texts(
        "insert into inbox_message (connector_id, message_id, body) select id, ?, ? from connector"
            + " where key = 'helpdesk' returning id",
        id,
        "{\"from\": \"a neighbour\", \"text\": \"" + text + "\"}");
    assertThat(
            Wait.until(
                PATIENCE,
                () -> story.count("select state from inbox_message where message_id = ?", id) == 3))
        .isTrue();
  }

  @Test
  void itIsFiledToARequestTriedAgainOrLeft(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Laptop", "It smells.").submit();
    arrives(story, "aside-1", "It smokes.");
    Visitor sofia = story.signedIn("sofia");
    sofia.open("/deliveries");
    sofia.sees("wait for a person");
    decide(sofia);
    sofia.sees("text: It smokes.");
    sofia.assertAccessible();
    sofia.assertNoSidewaysScrolling();
    sofia.photograph("aside");

    button(sofia, "File to the request").click();
    sofia.sees("Say why, in at most 500 characters.");
    sofia.page().locator("#why-aside").fill("Her neighbour rang");
    sofia.page().locator("#file-to").fill("R-1999-000001");
    button(sofia, "File to the request").click();
    sofia.sees("There is no such request.");
    sofia.page().locator("#file-to").fill(number.toLowerCase());
    button(sofia, "File to the request").click();
    sofia.sees("It is filed.");
    assertThat(RequestPage.open(sofia, number).timeline()).containsText("It smokes.");
    assertThat(RequestPage.open(camille, number).timeline()).not().containsText("It smokes.");

    arrives(story, "aside-2", "Lottery.");
    sofia.open("/deliveries");
    decide(sofia);
    sofia.page().locator("#why-aside").fill("Once more");
    button(sofia, "Try again").click();
    sofia.sees("It is tried again now.");
    String cameBack =
        "select attempts from inbox_message where message_id = 'aside-2' and state = 3";
    assertThat(Wait.until(PATIENCE, () -> story.texts(cameBack).equals(List.of("1")))).isTrue();
    sofia.open("/deliveries");
    decide(sofia);
    sofia.page().locator("#why-aside").fill("Advertising");
    button(sofia, "Leave it").click();
    sofia.sees("It is left, and not shown any more.");
    assertThat(
            story.texts(
                "select action from audit_entry where action like 'inbox.%' and actor like 'Sofia%' order by happened_at"))
        .containsExactly("inbox.filed", "inbox.tried_again", "inbox.left");
  }

  /** About the one that came last. */
  private static void decide(Visitor sofia) {
    sofia
        .page()
        .getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^Decide about")))
        .last()
        .click();
    assertThat(sofia.page().locator("#why-aside")).isVisible();
  }

  private static Locator button(Visitor sofia, String name) {
    return sofia.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
