package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Customers and organizations (B8), and a request for a customer on the telephone (B9). */
@ExtendWith(House.class)
class CustomerST {
  private static final ContainsTextOptions PATIENTLY = new ContainsTextOptions().setTimeout(60_000);

  private static Locator button(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static Locator link(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static String key(Story story, String username) {
    return story.texts("select id from person where username = ?", username).get(0);
  }

  @Test
  @DisplayName(
      "B8 staff find a customer by any part of the name, and see requests and who sees what")
  void staffFindACustomer(Story story) {
    String number =
        RequestForm.open(story.signedIn("camille")).fill("Metronome", "It limps.").submit();
    Visitor tom = story.signedIn("tom");
    tom.open("/queue");
    link(tom, "Customers").click();
    Page page = tom.page();
    page.locator("#q").fill("petit");
    assertThat(page.locator("#results tbody tr")).hasCount(1);
    assertThat(page).hasURL(Pattern.compile(".*[?&]q=petit.*"));
    page.reload();
    link(tom, "Julien Petit").click();
    assertThat(page.locator("h1")).hasText("Julien Petit");
    assertThat(page.locator("#main"))
        .containsText(
            "Julien Petit manages Cabinet Moreau, architectes and sees all of its requests");
    assertThat(page.locator("#main")).containsText(number);
    tom.assertAccessible();
    tom.photograph("customer");
    link(tom, "Cabinet Moreau, architectes").click();
    assertThat(page.locator("h1")).hasText("Cabinet Moreau, architectes");
    assertThat(page.locator("#main")).containsText("Metronome");
    tom.assertAccessible();
    tom.photograph("organization");

    tom.open("/customers?q=petti");
    assertThat(page.locator("#results")).containsText("Did you mean one of these?");
    assertThat(page.locator("#results")).containsText("Julien Petit");
    tom.open("/customers?q=nobodyofthatname");
    assertThat(page.locator("#results")).containsText("Nobody is called so");

    tom.open("/request?number=" + number);
    assertThat(page.locator("#customer-history")).containsText("open");
    page.locator("#properties-form\\:properties a:has-text('Camille Moreau')").click();
    assertThat(page.locator("h1")).hasText("Camille Moreau");
  }

  @Test
  @DisplayName(
      "B8 notes are for staff: written, refused when empty, taken away; customers see none")
  void notesAreForStaff(Story story) {
    Visitor tom = story.signedIn("tom");
    String camille = key(story, "camille");
    tom.open("/customer?id=" + camille);
    Page page = tom.page();
    button(tom, "Add note").click();
    assertThat(page.locator("#note-error")).hasText("Write the note first.");
    tom.assertAccessible();
    page.locator("#note").fill("Prefers to be called before noon <b>always</b>.");
    page.locator("#note").press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#notes")).containsText("before noon <b>always</b>.");
    assertThat(page.locator("#notes")).containsText("Tom Becker");
    assertThat(page.locator("#note")).hasValue("");
    assertThat(page.locator("#note-error")).hasCount(0);

    Visitor her = story.visitor("camille").expects("403|404");
    her.open("/");
    her.signIn();
    for (String address :
        List.of(
            "/customers",
            "/customers.xhtml",
            "/customer?id=" + camille,
            "/organization?id=" + camille,
            "/on-behalf",
            "/find/customers?q=tom",
            "/find/tags?q=to",
            "/find/requests?q=to")) {
      assertThat(her.status(address)).as(address).isEqualTo(403);
    }
    assertThat(her.status("/new?type=device-repair&customer=" + key(story, "julien")))
        .isEqualTo(403);
    page.locator("[aria-label='Remove the note of Tom Becker']").click();
    assertThat(page.locator("#notes")).containsText("No notes yet.");
  }

  @Test
  @DisplayName("B9 a request is filed for a customer on the telephone, by the keyboard alone")
  void aRequestIsFiledOnTheTelephone(Story story) {
    Visitor tom = story.signedIn("tom");
    tom.open("/customers");
    link(tom, "New request by telephone").click();
    Page page = tom.page();
    button(tom, "Go on").click();
    assertThat(page.locator("#name-error")).isVisible();
    page.locator("#name").pressSequentially("camille");
    assertThat(page.locator("#name-list [role=option]").first()).containsText("Camille Moreau");
    tom.assertAccessible();
    tom.photograph("on-behalf");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(page.locator("#name")).hasValue(Pattern.compile("Camille Moreau.*"));
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("New request for Camille Moreau");
    tom.assertAccessible();
    page.locator(".svc a[href*='type=device-repair']").click();
    assertThat(page.locator("#form")).containsText("You file this for Camille Moreau.");
    RequestForm form = new RequestForm(page).fill("Gramophone", "She says it skips.");
    assertThat(page.locator("#draft-state")).containsText("Draft saved", PATIENTLY);
    tom.assertAccessible();
    assertThat(
            story.count(
                "select count(*) from draft d join person p on p.id = d.customer_id where p.username = 'camille'"
                    + " and d.title = 'Gramophone'"))
        .isEqualTo(1);
    Visitor otherTab = tom;
    page.reload();
    assertThat(form.device()).hasValue("Gramophone");
    String number = form.submit();
    otherTab.sees("Request " + number + " was filed for Camille Moreau");
    assertThat(page.locator("#story"))
        .containsText("Filed by Tom Becker for Camille Moreau by telephone.");
    tom.photograph("filed-for");

    Visitor camille = story.signedIn("camille");
    RequestPage.open(camille, number);
    assertThat(camille.page().locator("#story"))
        .containsText("Filed by Tom Becker for Camille Moreau by telephone.");
    tom.open("/");
    assertThat(page.locator("#begun, #drafts")).not().containsText(new String[] {"Gramophone"});
  }

  @Test
  @DisplayName("B9 nobody files for others what his teams do not serve")
  void nobodyFilesWhatHisTeamsDoNotServe(Story story) {
    Visitor tom = story.visitor("tom").expects("403");
    tom.open("/");
    tom.signIn();
    String office =
        story
            .texts(
                "select t.key from request_type t join team m on m.id = t.team_id where m.key = 'office' order by t.key")
            .get(0);
    String julien = key(story, "julien");
    assertThat(tom.status("/new?type=" + office + "&customer=" + julien)).isEqualTo(403);
    assertThat(tom.status("/new?type=device-repair&customer=" + julien)).isEqualTo(200);
    assertThat(tom.status("/new?type=device-repair&customer=nobody")).isEqualTo(404);
    tom.open("/on-behalf?customer=" + julien);
    assertThat(tom.page().locator(".svc a[href*='type=" + office + "']")).hasCount(0);
    assertThat(tom.page().locator(".svc a[href*='type=device-repair']")).hasCount(1);
  }
}
