package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and search (C8). */
@ExtendWith(House.class)
class ListST {
  private static final Pattern BOOKMARK = Pattern.compile(".*/requests\\?.*");

  private static String submit(Visitor visitor, String device, String text) {
    return RequestForm.open(visitor).fill(device, text).submit();
  }

  private static Locator rows(Visitor visitor) {
    return visitor.page().locator("#list [data-row]");
  }

  private static Locator row(Visitor visitor, String number) {
    return visitor.page().locator("#list [data-row='" + number + "']");
  }

  private static void search(Visitor visitor, String text) {
    Locator field = visitor.page().getByRole(AriaRole.SEARCHBOX);
    field.fill(text);
    field.press("Enter");
    visitor.page().waitForURL(url -> url.contains("q="));
  }

  @Test
  @DisplayName("C8 a request is found by its number, by words, without accents and with a typo")
  void aRequestIsFoundByWhatOneRemembers(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = submit(camille, "Étagère mobile, charnière", "It hangs since yesterday.");
    camille.open("/requests");
    for (String text :
        List.of(number, number.substring(7), "etagere", "charn", "hanging", "charnèire")) {
      search(camille, text);
      assertThat(row(camille, number)).isVisible();
    }
    assertThat(camille.page().locator("#list")).containsText("charniere");
    search(camille, "charniere");
    assertThat(row(camille, number).locator("mark")).hasText("charnière");
    camille.assertAccessible();
    camille.photograph("search");

    Visitor nadia = story.signedIn("nadia");
    nadia.open("/requests?q=etagere");
    assertThat(rows(nadia)).hasCount(0);
    nadia.sees("Nothing found for “etagere”");
    nadia.assertAccessible();
  }

  @Test
  @DisplayName("C8 the filter is in the address: it can be kept, sent on and gone back to")
  void theFilterIsInTheAddress(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = submit(camille, "Filter case", "Please look.");
    camille.open("/requests");
    Page page = camille.page();
    page.getByText("Narrow and sort").click();
    page.locator("select[name=type]").selectOption("device-repair");
    page.waitForURL(url -> url.contains("type=device-repair"));
    assertThat(row(camille, number)).isVisible();
    String bookmark = page.url();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Done").setExact(true))
        .click();
    page.waitForURL(url -> url.contains("show=done"));
    assertThat(row(camille, number)).hasCount(0);
    page.goBack();
    assertThat(page).hasURL(bookmark);
    assertThat(row(camille, number)).isVisible();

    Visitor julien = story.signedIn("julien");
    julien.open(bookmark.replace("whose=mine", "whose=organization"));
    assertThat(row(julien, number)).isVisible();
    julien.open(bookmark);
    assertThat(row(julien, number)).hasCount(0);
    assertThat(julien.page()).hasURL(BOOKMARK);
  }

  @Test
  @DisplayName("C8 a filter is saved under a name and forgotten again, by its owner only")
  void aViewIsSaved(Story story) {
    Visitor camille = story.signedIn("camille");
    camille.open("/requests?show=all&type=device-repair");
    Page page = camille.page();
    page.getByPlaceholder("Name of this view").fill("Repairs <all>");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save this view")).click();
    camille.open("/requests");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Repairs <all>")).click();
    page.waitForURL(url -> url.contains("type=device-repair") && url.contains("show=all"));

    Visitor nadia = story.signedIn("nadia");
    nadia.open("/requests");
    assertThat(nadia.page().getByText("Repairs <all>")).hasCount(0);

    page.getByRole(
            AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Forget the view Repairs <all>"))
        .click();
    assertThat(page.getByText("Repairs <all>")).hasCount(0);
  }

  @Test
  @DisplayName("C8 a list is saved as a table whose cells are never formulas")
  void aListIsSavedAsATable(Story story) throws IOException {
    Visitor camille = story.signedIn("camille");
    String number = submit(camille, "=HYPERLINK(\"http://evil.example\",\"x\")", "Formula.");
    camille.open("/requests");
    Download download =
        camille
            .page()
            .waitForDownload(() -> camille.page().getByText("Save as a table (CSV)").click());
    String table = Files.readString(download.path());

    assertThat(download.suggestedFilename()).isEqualTo("requests.csv");
    assertThat(table).startsWith("\uFEFFNumber,Subject,Service,Status,");
    assertThat(table).contains(number + ",\"'=HYPERLINK(\"\"http");
  }

  @Test
  @DisplayName("C8 a list is live: a shown row changes in its place, a new one is announced")
  void aListIsLive(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = submit(camille, "Live case", "Please look.");
    Visitor julien = story.signedIn("julien");
    julien.open("/requests?whose=organization");
    assertThat(row(julien, number)).containsText("Received");
    assertThat(julien.page().locator("#live")).hasText("Live");
    julien.markPage();

    story.systems().set("helpdesk", number, "in repair");
    assertThat(row(julien, number)).containsText("In progress");

    String second = submit(camille, "Second live case", "Please look.");
    assertThat(julien.page().getByText("This list has changed. Show it")).isVisible();
    assertThat(row(julien, second)).hasCount(0);
    julien.page().getByText("This list has changed. Show it").click();
    assertThat(row(julien, second)).isVisible();
    julien.assertNotReloaded();
  }

  @Test
  @DisplayName("C8 what I follow is a list of its own, with its number, and live")
  void whatIFollowIsAList(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = submit(camille, "Followed case", "Please look.");
    RequestPage page = new RequestPage(camille.page());
    page.button("Add a colleague").click();
    camille.page().getByLabel("Colleague").selectOption("Julien Petit");
    page.button("Add").click();
    assertThat(page.facts()).containsText("Julien Petit");

    Visitor julien = story.signedIn("julien");
    julien.open("/");
    julien.page().getByText("All that you follow").click();
    assertThat(julien.page().getByText(Pattern.compile("Followed \\(\\d+\\)"))).isVisible();
    assertThat(row(julien, number)).containsText("Received");
    assertThat(julien.page().locator("#live")).hasText("Live");
    story.systems().set("helpdesk", number, "in repair");
    assertThat(row(julien, number)).containsText("In progress");
    julien.assertAccessible();
  }

  @Test
  @DisplayName("C4 drafts stand above my requests, to go on with")
  void draftsStandAboveMyRequests(Story story) {
    Visitor camille = story.signedIn("camille");
    RequestForm form = RequestForm.open(camille).fill("Begun and not sent", "First line");
    assertThat(camille.page().locator("#draft-state")).containsText("Draft saved");
    camille.open("/requests");
    camille.page().locator("#begun").getByText("Begun and not sent").click();
    assertThat(form.description()).hasValue("First line");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-GB", "fr-FR"})
  @DisplayName("C8 lists and search fit and are accessible")
  void listsFitAndAreAccessible(String locale, Story story) {
    submit(story.signedIn("camille"), "Hinge of the screen", "The hinge is loose again.");
    Visitor julien = story.visitor("julien", locale);
    julien.open("/requests?whose=organization&show=all&sort=newest");
    julien.signIn();
    LookST.look(julien, "list", locale);
    julien.open("/requests?q=hinge");
    LookST.look(julien, "search", locale);
    julien.open("/requests?q=nothingofthekind");
    LookST.look(julien, "search-nothing", locale);
  }
}
