package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonObject;
import java.awt.Color;
import java.time.Duration;
import java.util.regex.Pattern;
import org.guichet.demo.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The reason for it all: a request goes to four systems and comes back, on one page. */
@ExtendWith(House.class)
class MainJobST {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void aRequestTravelsToFourSystemsAndWhatTheirStaffDoComesBack(Story story) {
    Visitor camille = story.visitor("camille");
    camille.open("/");
    camille.signIn();
    camille.sees("Camille");
    camille.assertAccessible();

    camille.open("/services");
    camille.assertAccessible();
    camille
        .page()
        .getByRole(
            AriaRole.LINK,
            new Page.GetByRoleOptions().setName(Pattern.compile("Repair of a device")))
        .click();
    camille.page().waitForURL(Pattern.compile(".*/new\\?type=device-repair.*"));
    camille.assertAccessible();
    RequestForm form =
        new RequestForm(camille.page())
            .fill("ThinkPad X1", "The lid is broken since Monday.")
            .attach(
                RequestForm.photograph("lid.jpg", Color.GRAY),
                RequestForm.photograph("hinge.jpg", Color.ORANGE));
    assertThat(form.files().getByText("Received")).hasCount(2);
    String number = form.submit();

    RequestPage page = new RequestPage(camille.page());
    camille.markPage();
    assertThat(page.sentence()).containsText("All four systems have it.");
    assertThat(page.ticket("help desk")).containsText("HD-");
    camille.assertAccessible();
    theSystemsHoldIt(story, number);

    story.systems().set("helpdesk", number, "in repair");
    assertThat(page.ticket("help desk"))
        .containsText(Pattern.compile("in repair", Pattern.CASE_INSENSITIVE));
    assertThat(page.status()).containsText("In progress");

    story.systems().set("invoicing", number, "issued");
    assertThat(page.facts()).containsText("To pay");
    story.systems().set("invoicing", number, "paid");
    assertThat(page.facts()).containsText("Paid");
    camille.assertNotReloaded();

    assertThat(Wait.until(PATIENCE, () -> story.systems().payments(number).size() == 1))
        .as("the CRM hears of the payment")
        .isTrue();
    String payment = story.systems().payments(number).get(0).getString("id");
    assertThat(
            Wait.until(
                PATIENCE,
                () ->
                    story.count(
                            "select count(*) from delivery d join service_request r on r.id = d.request_id"
                                + " where r.number = ? and d.external_id = ? and d.state = 2",
                            number,
                            payment)
                        == 1))
        .as("the CRM's confirmation is kept with the delivery")
        .isTrue();
  }

  private static void theSystemsHoldIt(Story story, String number) {
    for (String system : CompanySystems.ALL) {
      assertThat(Wait.until(PATIENCE, () -> story.systems().records(system, number).size() == 1))
          .as("%s holds one record of %s", system, number)
          .isTrue();
    }
    assertThat(
            Wait.until(
                PATIENCE,
                () -> story.systems().record("storage", number).getJsonArray("files").size() == 2))
        .as("both photographs are in the file store")
        .isTrue();
    JsonObject photograph =
        story.systems().record("storage", number).getJsonArray("files").getJsonObject(0);
    assertThat(
            story.count(
                "select count(*) from attachment a join service_request r on r.id = a.request_id"
                    + " where r.number = ? and a.sha256 = ?",
                number,
                photograph.getString("sha256")))
        .as("the file arrived as it was sent")
        .isEqualTo(1);
  }

  @Test
  void anAgentAnswersLiveAndHisNoteStaysInside(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Tablet", "Does not charge.").submit();
    RequestPage customers = new RequestPage(camille.page());
    camille.markPage();

    Visitor tom = story.signedIn("tom");
    tom.open("/queue");
    tom.sees(number);
    tom.assertAccessible();
    tom.page()
        .getByRole(AriaRole.ROW)
        .filter(new Locator.FilterOptions().setHasText(number))
        .getByRole(AriaRole.LINK)
        .first()
        .click();
    tom.page().waitForURL(Pattern.compile(".*/request\\?number=" + number + ".*"));
    RequestPage desk = new RequestPage(tom.page());
    tom.assertAccessible();

    desk.assignToMe();
    tom.sees("Tom Becker");
    desk.changeStatus("In progress");
    assertThat(customers.status()).containsText("In progress");
    desk.addNote("The battery is swollen, order one.");
    assertThat(desk.timeline()).containsText("The battery is swollen");
    desk.sendReply("Which charger do you use?");
    assertThat(customers.timeline()).containsText("Which charger do you use?");
    assertThat(customers.timeline()).not().containsText("swollen");
    camille.assertNotReloaded();
    camille.page().reload();
    assertThat(customers.timeline()).containsText("Which charger do you use?");
    assertThat(camille.page().content()).doesNotContain("swollen");
  }

  @Test
  void whoeverSignsOutIsOutEverywhere(Story story) {
    Visitor julien = story.signedIn("julien");
    julien.open("/requests");
    julien.assertAccessible();
    julien.open("/logout");
    julien.open("/requests");
    assertThat(julien.page().locator("#username")).isVisible();
  }

  @Test
  void supervisorAndIntegrationAdminSeeEveryDelivery(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Monitor", "Flickers.").submit();
    for (String username : new String[] {"sofia", "ines"}) {
      Visitor keeper = story.signedIn(username);
      keeper.open("/deliveries");
      keeper.sees(number);
      keeper.assertAccessible();
    }
  }
}
