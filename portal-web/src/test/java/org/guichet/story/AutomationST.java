package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A supervisor writes a rule, tries it, sees it act, and everybody reads why. */
@ExtendWith(House.class)
class AutomationST {
  private Story story;

  @AfterEach
  void noRuleIsLeft() {
    if (story != null) {
      story.run("delete from rule");
    }
  }

  @Test
  @DisplayName("B6 a rule is written, tried, acts by itself and says why")
  void aRuleIsWrittenTriedAndActs(Story story) {
    this.story = story;
    Visitor camille = story.signedIn("camille");
    String before = RequestForm.open(camille).fill("Laptop", "It smells burnt.").submit();

    Visitor sofia = story.signedIn("sofia");
    sofia.open("/rules");
    sofia.sees("No rules yet");
    sofia.assertAccessible();
    sofia.page().getByText("New rule", new Page.GetByTextOptions().setExact(true)).click();
    Page page = sofia.page();
    button(sofia, "Add the rule").click();
    sofia.sees("Choose what is to be done.");
    sofia.assertAccessible();
    sofia.assertNoSidewaysScrolling();
    sofia.photograph("rule-to-mend");

    page.locator("#name").fill("Burnt devices");
    page.locator("#words").fill("burnt, smoke");
    page.locator("#assign").selectOption("ROUND_ROBIN:" + team(story));
    page.locator("#setPriority").selectOption("Urgent");
    page.locator("#addTag").fill("fire");
    page.locator("#stopAfter").focus();
    page.keyboard().press("Space");
    button(sofia, "Add the rule").click();
    sofia.sees("Saved.");
    sofia.sees(
        "When a request is sent, and the subject or an answer contains “burnt” or “smoke”: assign it to the"
            + " next of Workshop in turn, set the priority to Urgent, add the tag fire."
            + " Then no further rule is asked.");

    page.locator("#rules-form a").first().click();
    page.locator("#try-number").fill(before);
    button(sofia, "Try it").click();
    sofia.sees(before + ": it would act: assigned to Tom Becker, priority Urgent, tag fire.");
    sofia.assertAccessible();
    sofia.assertNoSidewaysScrolling();
    sofia.photograph("rule-tried");
    assertThat(story.count("select count(*) from rule_run where rule_id is not null")).isZero();

    String number = RequestForm.open(camille).fill("Laptop", "Smoke came out.").submit();
    camille.sees("Tom Becker takes care of it.");
    Visitor tom = story.signedIn("tom");
    RequestPage.open(tom, number);
    tom.sees("The rule “Burnt devices” acted because the request was sent:");
    tom.page().locator("#cause-assignment > summary").focus();
    tom.page().keyboard().press("Enter");
    assertThat(tom.page().locator("#cause-assignment"))
        .containsText("The rule “Burnt devices” set it because the request was sent.");
    tom.page().locator("#cause-status > summary").click();
    assertThat(tom.page().locator("#cause-status"))
        .containsText("Nobody has changed it since the request was sent.");
    tom.assertAccessible();
    tom.assertNoSidewaysScrolling();
    tom.photograph("rule-acted");
    tom.page().locator("#priority-menu").click();
    button(tom, "Set the priority to Low").click();
    assertThat(tom.page().locator("#cause-priority")).containsText("Tom Becker set it.");

    sofia.open(page.url().substring(page.url().indexOf("/rules")));
    sofia.sees(number);
    button(sofia, "Switch off: Burnt devices").click();
    sofia.sees("Switch on");
    String untouched = RequestForm.open(camille).fill("Laptop", "Burnt again.").submit();
    assertThat(story.count("select count(*) from rule_job")).isZero();
    assertThat(
            story.count(
                "select count(*) from service_request where number = ? and assignee_id is null",
                untouched))
        .isEqualTo(1);
    assertThat(tom.status("/rules")).isEqualTo(403);
  }

  @Test
  @DisplayName("B6 rules that would go round in circles are stopped, and that is said")
  void rulesThatGoRoundInCirclesAreStopped(Story story) {
    this.story = story;
    story.run(
        "insert into rule (position, name, event, if_priority, set_priority) values"
            + " (1, 'Up', 'request.priority_changed', 'HIGH', 'LOW'),"
            + " (2, 'Down', 'request.priority_changed', 'LOW', 'HIGH')");
    String number =
        RequestForm.open(story.signedIn("camille")).fill("Screen", "Flickers.").submit();
    Visitor sofia = story.signedIn("sofia");
    RequestPage.open(sofia, number);
    sofia.page().locator("#priority-menu").click();
    button(sofia, "Set the priority to High").click();
    sofia.sees("It was stopped: it would have gone round in circles");
    sofia.assertAccessible();
    sofia.photograph("rule-stopped");
  }

  private static String team(Story story) {
    return story.texts("select id from team where key = 'workshop'").get(0);
  }

  private static Locator button(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
