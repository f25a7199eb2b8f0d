package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The forms of services, with every kind of question. */
@ExtendWith(House.class)
class FormST {
  private static final Page.GetByTextOptions EXACTLY = new Page.GetByTextOptions().setExact(true);
  private static final Pattern A_REQUEST = Pattern.compile(".*/request\\?number=.*");

  @Test
  @DisplayName("C3 every kind of question is asked, checked, read once more and kept")
  void everyKindOfQuestion(Story story) {
    Visitor julien = story.signedIn("julien");
    Page page = julien.page();
    julien.open("/new?type=new-employee");
    julien.assertAccessible();

    button(page, "Review and send").click();
    Locator summary = page.locator("[data-summary]");
    assertThat(summary).isFocused();
    assertThat(summary).containsText("Who begins? – Name: Please write the name.");
    julien.assertAccessible();
    summary.getByText("Name: Please").click();
    assertThat(page.locator("#q-employee-name")).isFocused();

    page.locator("#q-employee-name").fill("Léa Dupont");
    page.locator("#q-employee-email").fill("lea.dupont@cabinet-moreau.example");
    page.locator("#q-begins").fill(LocalDate.now().plusDays(20).toString());
    page.getByLabel("Drawing and 3D").check();
    assertThat(page.getByText("System of the laptop", EXACTLY)).isHidden();
    page.getByLabel("Laptop", new Page.GetByLabelOptions().setExact(true)).check();
    assertThat(page.getByText("System of the laptop", EXACTLY)).isVisible();
    assertThat(page.locator("#form-news")).containsText("System of the laptop");
    page.getByLabel("Linux").check();
    page.getByLabel("Two screens").check();
    page.locator("#q-ceiling").fill("2 500,50");
    page.getByText("Yes", new Page.GetByTextOptions().setExact(true)).click();
    page.locator("#q-address-street").fill("12 rue des Lilas");
    page.locator("#q-address-postcode").fill("75012");
    page.locator("#q-address-city").fill("Paris");

    button(page, "Review and send").click();
    assertThat(page.locator("[data-review]")).isFocused();
    for (String answer :
        List.of(
            "Léa Dupont, lea.dupont@cabinet-moreau.example",
            "Linux",
            "Laptop, Two screens",
            "€2,500.50",
            "12 rue des Lilas, 75012 Paris")) {
      assertThat(page.locator("[data-review]")).containsText(answer);
    }
    julien.assertAccessible();
    button(page, "Change the answers").click();
    assertThat(page.locator("#q-employee-name")).hasValue("Léa Dupont");
    assertThat(page.getByLabel("Two screens")).isChecked();
    button(page, "Review and send").click();
    button(page, "Send request").click();
    page.waitForURL(A_REQUEST);

    julien.sees("New employee’s equipment: Léa Dupont");
    julien.sees("€2,500.50");
    String number = RequestForm.number(page.url());
    assertThat(
            story.texts(
                "select fields -> 'equipment' ->> 1 || ' ' || (fields -> 'ceiling' ->> 'amount') || ' '"
                    + " || (fields ->> 'remote') || ' ' || (sensitive_fields -> 'address' ->> 'city')"
                    + " from service_request where number = ?",
                number))
        .containsExactly("screens 2500.50 true Paris");
    assertThat(
            story.count(
                "select count(*) from outbox_event e join service_request r on r.id = e.request_id"
                    + " where r.number = ? and e.type = 'request.submitted' and e.payload -> 'request' -> 'fields' -> 'employee' ->> 'name' = 'Léa Dupont'"
                    + " and e.payload -> 'request' ->> 'text' not like '%Lilas%'",
                number))
        .as("company systems get the answers by field; the plain text leaves the address out")
        .isEqualTo(1);
  }

  @Test
  @DisplayName("C3 a question that is no longer asked is neither required nor stored")
  void whatIsNotAskedIsNotStored(Story story) {
    Visitor camille = story.signedIn("camille");
    Page page = camille.page();
    camille.open("/new?type=invoice-question");
    page.locator("#q-invoice").fill("2026-118");
    page.locator("#q-question").fill("Why twice?");
    page.getByLabel("The amount").check();
    page.locator("#q-expected").fill("42");
    page.getByLabel("I received it twice").check();
    assertThat(page.locator("#q-expected")).isHidden();
    button(page, "Send request").click();
    page.waitForURL(A_REQUEST);

    assertThat(
            story.texts(
                "select fields::text from service_request where number = ?",
                RequestForm.number(page.url())))
        .singleElement()
        .asString()
        .contains("twice")
        .doesNotContain("expected");
  }

  @Test
  @DisplayName("C3 what was typed wrong is said beside it, in the form's own words")
  void wrongAnswersAreExplained(Story story) {
    Visitor camille = story.signedIn("camille");
    Page page = camille.page();
    camille.open("/new?type=printer-supplies");
    page.locator("#q-printer").fill("the one upstairs");
    page.locator("#q-where").focus();
    assertThat(page.locator("#q-printer-error"))
        .containsText("Write two letters and four digits, such as PR-0427.");
    page.locator("#q-printer").fill("PR-0427");
    assertThat(page.locator("#q-printer-error")).isEmpty();
    page.locator("#q-supplies-paper").check();
    page.locator("#q-reams").fill("200");
    button(page, "Send request").click();
    assertThat(page.locator("[data-summary]")).containsText("Please write 50 or less.");
    page.locator("#q-reams").fill("20");
    button(page, "Send request").click();
    page.waitForURL(A_REQUEST);
    camille.sees("Paper");
    camille.sees("PR-0427");
  }

  @Test
  @DisplayName("C3 a service is found without its accents, in any order, and in the other language")
  void servicesAreFound(Story story) {
    Visitor camille = story.visitor("camille", "fr-FR");
    camille.open("/services");
    camille.signIn();
    Page page = camille.page();
    page.locator("#service-search").fill("employe arrivee");
    assertThat(page.locator("#results h3")).hasCount(1);
    assertThat(page.locator("#results h3")).hasText("Équipement d’un nouvel employé");
    assertThat(page).hasURL(Pattern.compile(".*q=employe.*"));
    camille.assertAccessible();
    page.locator("#service-search").fill("unicorn");
    camille.sees("Aucun service pour « unicorn »");
    page.locator("#service-search").fill("password");
    assertThat(page.locator("#results h3")).hasText("Accès à un système");
    page.locator("#results h3").click();
    camille.sees("Quelqu’un doit donner son accord");
  }

  @Test
  @DisplayName("C3 the form can be filled in and sent with the keyboard alone")
  void byKeyboardAlone(Story story) {
    Visitor camille = story.signedIn("camille");
    Page page = camille.page();
    camille.open(RequestForm.ADDRESS);
    page.keyboard().press("Tab");
    assertThat(page.locator(".skip")).isFocused();
    page.keyboard().press("Enter");
    tabTo(page, "q-device");
    page.keyboard().type("Laptop by keyboard");
    tabTo(page, "q-description");
    page.keyboard().type("Typed only.");
    tabTo(page, "q-guarantee-none");
    page.keyboard().press("ArrowUp");
    page.keyboard().press("ArrowUp");
    assertThat(page.locator("#q-guarantee")).isChecked();
    tabTo(page, "q-bought");
    page.locator("#q-bought").fill(LocalDate.now().minusDays(40).toString());
    tabTo(page, "send");
    page.keyboard().press("Enter");
    page.waitForURL(A_REQUEST);
    camille.sees("Laptop by keyboard");
  }

  private static void tabTo(Page page, String id) {
    for (int i = 0; i < 25; i++) {
      page.keyboard().press("Tab");
      if (id.equals(page.evaluate("document.activeElement.id"))) {
        return;
      }
    }
    throw new AssertionError("the keyboard does not come to " + id);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
