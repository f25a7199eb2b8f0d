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

/** Somebody asks for access, two people have to agree, and nothing goes anywhere before. */
@ExtendWith(House.class)
class StageST {
  private static final String DELIVERIES =
      "select count(*) from delivery d join service_request r on r.id = d.request_id"
          + " join connector c on c.id = d.connector_id where r.number = ? and c.key <> 'mail'";

  @Test
  @DisplayName("B6 a request is approved by two people, one after the other")
  void aRequestIsApprovedByTwoPeople(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = asksForAccess(camille, "Payroll");
    camille.sees("Waiting for approval by Julien Petit");
    camille.assertAccessible();
    camille.assertNoSidewaysScrolling();
    camille.photograph("stage-waiting");
    Visitor sofia = story.signedIn("sofia");
    sofia.open("/queue?status=any&q=" + number);
    assertThat(sofia.page().locator("[data-row='" + number + "']"))
        .containsText("Waits for approval");
    RequestPage.open(sofia, number);
    sofia.sees("No system has heard of it yet.");
    sofia.assertAccessible();
    sofia.photograph("stage-desk");
    sofia.page().locator("#status-menu").click();
    button(sofia, "Set the status to: In progress").click();
    sofia.sees("A stage must end before that step.");
    assertThat(story.count(DELIVERIES, number)).isZero();

    Visitor julien = story.signedIn("julien");
    assertThat(julien.page().locator("#nav")).containsText(Pattern.compile("Decisions\\s*\\d"));
    julien.open("/decisions");
    julien.sees("Payroll");
    julien.assertAccessible();
    julien.assertNoSidewaysScrolling();
    julien.photograph("decisions");
    julien.page().locator("a[href$='number=" + number + "']").click();
    julien.sees("To check the salaries");
    julien.assertAccessible();
    julien.photograph("decision");
    camille.markPage();
    julien.page().locator("#comment").fill("She needs it for the audit");
    julien.page().locator("#approve").focus();
    julien.page().keyboard().press("Enter");
    julien.sees(number + ": your yes is noted, it goes on.");
    camille.sees("Waiting for approval by Sofia Lind");
    camille.sees("She needs it for the audit");
    camille.assertNotReloaded();
    assertThat(story.count(DELIVERIES, number)).isZero();

    julien.open("/decisions?number=" + number);
    julien.sees(number + " does not wait for your decision.");

    sofia.open("/decisions?number=" + number);
    button(sofia, "Approve").click();
    sofia.sees("your yes is noted");
    camille.sees("Ticket HD-");
    assertThat(story.count(DELIVERIES, number)).isEqualTo(4);
    assertThat(
            story.texts(
                "select actor from audit_entry where action = 'stage.done' and object_id = ? order by id",
                number))
        .containsExactly("Julien Petit", "Sofia Lind");
  }

  @Test
  @DisplayName("B6 a request is declined with a reason, and of two deciders one is told")
  void aRequestIsDeclinedAndTheOtherHearsIt(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = asksForAccess(camille, "The plotter");
    Visitor julien = story.signedIn("julien");
    julien.open("/decisions?number=" + number);
    Page second = julien.newTab();
    second.navigate(story.addresses().portal() + "/decisions?number=" + number);
    second.locator("#approve").waitFor();

    button(julien, "Decline").click();
    julien.sees("Say why you decline");
    julien.assertAccessible();
    julien.page().locator("#comment").fill("It is being replaced");
    button(julien, "Decline").click();
    julien.sees(number + " is declined.");
    second.locator("#approve").click();
    assertThat(second.locator("body")).containsText("Julien Petit was quicker and has declined");

    camille.sees("This request was declined.");
    camille.sees("It is being replaced");
    camille.assertAccessible();
    camille.photograph("stage-declined");
    camille.open("/notifications");
    camille.sees("Julien Petit declined it: Approval by the manager.");
    assertThat(story.count(DELIVERIES, number)).isZero();
  }

  @Test
  @DisplayName("B6 a supervisor keeps the stages of a service")
  void aSupervisorKeepsTheStagesOfAService(Story story) {
    Visitor sofia = story.signedIn("sofia");
    sofia.open("/stages?service=quote");
    Page page = sofia.page();
    page.locator("#english").fill("Is it worth it?");
    page.locator("#remind").fill("soon");
    button(sofia, "Add the stage").click();
    sofia.sees("Nothing was kept: something is to mend.");
    sofia.sees("Write a number of hours");
    assertThat(page.locator("#english")).hasValue("Is it worth it?");
    sofia.assertAccessible();
    sofia.assertNoSidewaysScrolling();
    sofia.photograph("stage-to-mend");

    page.locator("#french").fill("Cela en vaut-il la peine ?");
    page.locator("#remind").fill("24");
    page.locator("#who").selectOption("Albert Haas");
    button(sofia, "Add the stage").click();
    sofia.sees("Saved. It counts for requests from now on.");
    page.locator("#english").fill("Send it");
    page.locator("#french").fill("L’envoyer");
    page.locator("#kind").selectOption("Task or check");
    page.locator("#who").selectOption("Workshop");
    button(sofia, "Add the stage").click();
    assertThat(page.locator("#order-form li")).hasCount(2);
    button(sofia, "Move “Send it” one place earlier").click();
    sofia.sees("An approval cannot come after a task");
    sofia.assertAccessible();
    sofia.photograph("stages-kept");
    button(sofia, "Remove “Send it”").click();
    assertThat(page.locator("#order-form li")).hasCount(1);
    button(sofia, "Remove “Is it worth it?”").click();
    sofia.sees("This service asks for no stage");

    assertThat(story.signedIn("tom").status("/stages")).isEqualTo(403);
    assertThat(story.signedIn("tom").status("/decisions")).isEqualTo(200);
  }

  private static String asksForAccess(Visitor visitor, String system) {
    visitor.open("/new?type=system-access");
    visitor.page().locator("#q-system").fill(system);
    visitor.page().locator("#q-purpose").fill("To check the salaries");
    return new RequestForm(visitor.page()).submit();
  }

  private static Locator button(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
