package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.guichet.demo.Wait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Company systems on a bad day: the customer reads what waits, nothing is lost, nothing is done
 * twice.
 */
@ExtendWith(House.class)
class BadSystemsST {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int LONG = 300;
  private CompanySystems systems;

  @AfterEach
  void everySystemRecovers() {
    if (systems != null) {
      CompanySystems.ALL.forEach(systems::recover);
    }
  }

  @ParameterizedTest
  @CsvSource({"helpdesk,500", "crm,429", "invoicing,bad-json", "storage,down", "helpdesk,reset"})
  void whatWaitsIsSaidAndDeliveredAfterTheRecovery(String system, String mode, Story story) {
    systems = story.systems();
    systems.misbehave(system, mode, LONG);
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Router", "On a bad day: " + mode).submit();
    RequestPage page = new RequestPage(camille.page());
    assertThat(
            page.tickets()
                .filter(
                    new Locator.FilterOptions()
                        .setHasText(Pattern.compile("next try", Pattern.CASE_INSENSITIVE))))
        .not()
        .hasCount(0);
    assertThat(page.sentence()).containsText("again");
    camille.assertAccessible();

    systems.recover(system);
    eventually(page.sentence(), "All four systems have it.");
    assertThat(Wait.until(PATIENCE, () -> systems.records(system, number).size() == 1)).isTrue();
  }

  private static void eventually(Locator locator, String text) {
    assertThat(locator)
        .containsText(text, new ContainsTextOptions().setTimeout(PATIENCE.toMillis()));
  }

  @Test
  void aSlowSystemGetsItOnce(Story story) {
    systems = story.systems();
    systems.misbehave("helpdesk", "slow", LONG);
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Server", "Slow day.").submit();
    eventually(new RequestPage(camille.page()).sentence(), "All four systems have it.");
    assertThat(systems.records("helpdesk", number)).hasSize(1);
  }

  @Test
  void aRefusalWaitsForAPersonWhoReadsTheSystemsOwnWordsAndTriesAgain(Story story) {
    systems = story.systems();
    systems.misbehave("helpdesk", "422", LONG);
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Scanner", "Refused.").submit();
    camille.sees("We are taking care of it");
    Visitor sofia = story.signedIn("sofia");
    sofia.open("/deliveries");
    Locator row =
        sofia
            .page()
            .getByRole(AriaRole.ROW)
            .filter(new Locator.FilterOptions().setHasText(number))
            .filter(new Locator.FilterOptions().setHasText("vatId missing"));
    assertThat(row).isVisible();
    assertThat(camille.page().content()).doesNotContain("vatId");

    systems.recover("helpdesk");
    row.getByRole(AriaRole.BUTTON).click();
    eventually(new RequestPage(camille.page()).sentence(), "All four systems have it.");
    assertThat(systems.records("helpdesk", number)).hasSize(1);
  }

  @Test
  void whatAPersonDidInTheSystemHimselfIsMarkedWithAReason(Story story) {
    systems = story.systems();
    systems.misbehave("helpdesk", "422", LONG);
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Plotter", "Refused, too.").submit();
    camille.sees("We are taking care of it");
    Visitor sofia = story.signedIn("sofia");
    sofia.open("/deliveries?state=dead");
    Locator row =
        sofia.page().getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(number));
    row.getByRole(AriaRole.LINK).first().click();
    sofia.assertAccessible();
    sofia.page().getByRole(AriaRole.BUTTON, named("Mark as done")).last().click();
    sofia.sees("Say why, in at most 500 characters.");

    sofia.page().locator("#why").fill("Typed in by me");
    sofia.page().locator("#there").fill("HD-4711");
    sofia.page().getByRole(AriaRole.BUTTON, named("Mark as done")).last().click();

    sofia.open("/deliveries?state=done_by_hand");
    assertThat(row).containsText("Done by hand");
    assertThat(row).containsText("HD-4711");
    eventually(new RequestPage(camille.page()).sentence(), "All four systems have it.");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
