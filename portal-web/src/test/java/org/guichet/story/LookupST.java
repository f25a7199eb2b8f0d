package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** C3: a question that a company system answers while one types. */
@ExtendWith(House.class)
class LookupST {
  private static final String PLOTTER = "HP DesignJet T650 plotter – CN3BM2H05T";
  private Story told;

  @AfterEach
  void theCrmWorks() {
    if (told != null) {
      told.systems().recover("crm");
    }
  }

  private static Locator field(Page page) {
    return page.locator("#q-known-label");
  }

  private static Locator options(Page page) {
    return page.locator("#q-known-list [role=option]");
  }

  private static Locator state(Page page) {
    return page.locator("[data-lookup-state]");
  }

  /** Types as a person does, key by key. */
  private static void type(Page page, String text) {
    field(page).clear();
    field(page).pressSequentially(text);
  }

  private String kept(String number) {
    List<String> kept =
        told.texts("select (fields ->> 'known') from service_request where number = ?", number);
    return String.valueOf(kept.get(0));
  }

  @Test
  @DisplayName(
      "C3 the devices of one's organization are offered while one types, by keyboard alone")
  void devicesAreOffered(Story story) {
    told = story;
    Visitor camille = story.signedIn("camille");
    Page page = camille.page();
    List<String> asked = new CopyOnWriteArrayList<>();
    page.onRequest(request -> remember(asked, request));
    camille.open(RequestForm.ADDRESS);

    type(page, "eizo");
    assertThat(options(page)).hasCount(2);
    assertThat(field(page)).hasAttribute("aria-expanded", "true");
    assertThat(state(page)).containsText("2 found.");
    assertThat(asked).as("not for every key").hasSizeLessThan(4);
    camille.assertAccessible();
    LookST.look(camille, "lookup-open", "en-GB");

    type(page, "designjet");
    assertThat(options(page)).hasText(new String[] {PLOTTER});
    page.keyboard().press("ArrowDown");
    assertThat(options(page)).hasAttribute("aria-selected", "true");
    assertThat(field(page)).hasAttribute("aria-activedescendant", "q-known-list-0");
    page.keyboard().press("Enter");
    assertThat(field(page)).hasValue(PLOTTER);
    assertThat(options(page).first()).isHidden();
    assertThat(field(page)).isFocused();

    new RequestForm(page).fill("The plotter", "It prints stripes.");
    assertThat(page.locator("#draft-state")).containsText("Draft saved");
    page.reload();
    assertThat(field(page)).hasValue(PLOTTER);
    String number = new RequestForm(page).submit();
    camille.sees(PLOTTER);
    assertThat(kept(number)).contains("\"D-1129\"", "\"checked\": true");
  }

  private static void remember(List<String> asked, Request request) {
    if (request.url().contains("/lookup?")) {
      asked.add(request.url());
    }
  }

  @Test
  @DisplayName(
      "C3 nobody is offered what another organization has, and only what is offered counts")
  void onlyOnesOwn(Story story) {
    told = story;
    Visitor nadia = story.signedIn("nadia");
    Page page = nadia.page();
    nadia.open(RequestForm.ADDRESS);
    type(page, "designjet");
    assertThat(state(page)).containsText("Nothing found for “designjet”.");

    new RequestForm(page).fill("A plotter", "It is not mine.").send();
    assertThat(page.locator("[data-summary]"))
        .containsText("Which of your devices?: Please choose one from the list.");
    assertThat(field(page)).hasValue("designjet");
    nadia.assertAccessible();
    type(page, "cintiq");
    options(page).first().click();
    new RequestForm(page).submit();
    nadia.sees("Wacom Cintiq 22");
  }

  @Test
  @DisplayName(
      "C3 while the CRM is away the last answers are offered with their age, or one writes freely")
  void theCrmIsAway(Story story) {
    told = story;
    Visitor camille = story.signedIn("camille");
    Page page = camille.page();
    camille.open(RequestForm.ADDRESS);
    type(page, "synology");
    assertThat(options(page)).hasCount(1);

    story.systems().misbehave("crm", "down", 600);
    type(page, "synolo");
    assertThat(state(page)).containsText("This answer is from less than a minute ago.");
    assertThat(options(page)).hasCount(1);
    camille.assertAccessible();
    LookST.look(camille, "lookup-away", "en-GB");

    type(page, "my grandmother’s typewriter");
    assertThat(state(page)).containsText("Write it in your own words: we check it later.");
    String number = new RequestForm(page).fill("Typewriter", "The E sticks.").submit();
    camille.sees("my grandmother’s typewriter (not checked)");
    assertThat(kept(number)).contains("\"checked\": false");
    Visitor sofia = story.signedIn("sofia");
    sofia.open("/request?number=" + number);
    sofia.sees("my grandmother’s typewriter (not checked)");
  }

  @Test
  @DisplayName("C3 a CRM that is slow holds the form up for three seconds at most")
  void theCrmIsSlow(Story story) {
    told = story;
    Visitor julien = story.visitor("julien", "fr-FR");
    julien.open(RequestForm.ADDRESS);
    julien.signIn();
    Page page = julien.page();
    type(page, "brother");
    assertThat(options(page)).hasCount(1);

    story.systems().misbehave("crm", "slow", 600);
    type(page, "brothe");
    assertThat(state(page)).containsText("La recherche n’est pas possible pour l’instant.");
    assertThat(options(page)).hasCount(1);
    LookST.look(julien, "lookup-away", "fr-FR");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(field(page)).hasValue(Pattern.compile("Imprimante Brother.*"));
    page.getByLabel("Appareil", new Page.GetByLabelOptions().setExact(true)).fill("Imprimante");
    page.getByLabel("Description", new Page.GetByLabelOptions().setExact(true)).fill("Bourrage.");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Envoyer la demande"))
        .click();
    page.waitForURL(Pattern.compile(".*/request\\?number=.*"));
    assertThat(kept(RequestForm.number(page.url()))).contains("\"checked\": true");
  }
}
