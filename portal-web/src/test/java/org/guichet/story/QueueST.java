package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk's queues (B1) and their list (B2). */
@ExtendWith(House.class)
class QueueST {
  private static final ContainsTextOptions PATIENTLY = new ContainsTextOptions().setTimeout(60_000);

  private static String submit(Story story, String device) {
    return RequestForm.open(story.signedIn("camille")).fill(device, "Please look.").submit();
  }

  /** Sixty more like that one, long ago: more than a page of them. */
  private static void copy(Story story, String number) {
    story.run(
        """
        insert into service_request (id, number, draft_id, type_id, subject, form_version, language, fields, sensitive_fields,
          status, priority, requester_id, organization_id, team_id, submitted_at, updated_at, version)
        select gen_random_uuid(), 'R-2024-' || (500000 + n), gen_random_uuid(), type_id, subject || ' ' || n, form_version,
          language, fields, sensitive_fields, 'IN_PROGRESS', priority, requester_id, organization_id, team_id,
          timestamptz '2024-01-01 10:00Z' + n * interval '1 hour', timestamptz '2024-01-01 10:00Z' + n * interval '1 hour', 1
        from service_request, generate_series(1, 60) n where number = '%s'
        """
            .formatted(number));
  }

  private static void forgetCopies(Story story) {
    story.run("update service_request set status = 'CLOSED' where number like 'R-2024-5%'");
  }

  private static Locator row(Visitor visitor, String number) {
    return visitor.page().locator("#list tr[data-row='" + number + "']");
  }

  private static Locator button(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  @DisplayName("B2 the filter, the order and the columns are in the address, and saved for a team")
  void theFilterIsInTheAddress(Story story) {
    String number = submit(story, "Harmonium");
    Visitor sofia = story.signedIn("sofia");
    sofia.open("/queue");
    Page page = sofia.page();
    page.locator("#filter-menu").click();
    page.locator(".q__panel input[name=q]").fill("harmonium");
    page.locator(".q__panel select[name=type]").selectOption("device-repair");
    page.locator(".q__panel button[type=submit]").click();
    page.waitForURL(url -> url.contains("q=harmonium") && url.contains("type=device-repair"));
    assertThat(row(sofia, number)).isVisible();
    assertThat(page.locator("#list tr[data-row]")).hasCount(1);

    page.locator("#columns-menu").click();
    page.locator("input[name=cols][value=service]").check();
    page.locator("select[name=sort]").first().selectOption("-priority");
    page.locator("select[name=sort]").nth(1).selectOption("sent");
    page.locator(".account__menu .btn--primary:visible").click();
    page.waitForURL(url -> url.contains("sort=-priority%2Csent") && url.contains("cols=service"));
    assertThat(row(sofia, number)).containsText("Repair of a device");

    page.locator("#save-menu").click();
    page.getByLabel("Name of this view").fill("Music");
    page.getByLabel("Share with").selectOption("Workshop");
    button(sofia, "Save this view").click();
    assertThat(page.locator(".q__left")).containsText("Music");

    Visitor tom = story.signedIn("tom");
    tom.open("/queue");
    tom.page().locator(".q__left").getByText("Music").click();
    assertThat(row(tom, number)).isVisible();
    tom.page().getByText("Words: harmonium").click();
    assertThat(tom.page()).not().hasURL(Pattern.compile(".*harmonium.*"));
    button(sofia, "Forget the view Music").click();
    assertThat(page.getByText("Music")).hasCount(0);
  }

  @Test
  @DisplayName(
      "B2 all that match are changed in the background, with a report of what failed and why")
  void allThatMatchAreChanged(Story story) {
    String number = submit(story, "Clavichord");
    copy(story, number);
    Visitor sofia = story.signedIn("sofia");
    sofia.open("/queue?q=clavichord");
    Page page = sofia.page();
    page.locator("#pick-page").check();
    assertThat(page.locator("#chosen")).hasText("50 chosen");
    page.getByText("Choose all that match (61 requests)").click();
    assertThat(page.locator("#chosen")).hasText("All chosen: 61 requests");
    sofia.photograph("queue-chosen");
    page.locator("#bulk-priority").click();
    button(sofia, "High").click();
    assertThat(page.locator("#sure-dialog")).containsText("Change all that match: 61 requests");
    sofia.photograph("queue-sure");
    page.locator("#sure").click();
    assertThat(page.locator("#bulk-state")).containsText("61 of 61 are done", PATIENTLY);
    assertThat(
            story.count(
                "select count(*) from service_request where priority = 'HIGH' and subject like 'Clavichord%'"))
        .isEqualTo(61);

    // One of three is changed by somebody else after it was chosen, one cannot take that step.
    String second = submit(story, "Clavichord two");
    String third = submit(story, "Clavichord three");
    sofia.open("/queue?q=clavichord&from=2025-01-01");
    for (String one : new String[] {number, second, third}) {
      row(sofia, one).locator("input").check();
    }
    story.run("update service_request set version = version + 1 where number = '" + second + "'");
    page.locator("#bulk-status").click();
    page.locator("button[name=to-status][value=CLOSED]").click();
    assertThat(page.locator("#bulk-state")).containsText("3 were not changed", PATIENTLY);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Report")).click();
    sofia.sees("3 requests were not changed");
    Locator report = page.locator("#main");
    assertThat(
            report.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(second)))
        .containsText("Somebody changed it after you chose it");
    assertThat(report.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(third)))
        .containsText("This status cannot follow the one it has");
    sofia.assertAccessible();
    sofia.photograph("bulk-report");
    forgetCopies(story);
  }

  @Test
  @DisplayName("B2 tags are put on and found again; customers do not see them")
  void tagsArePutOnAndFoundAgain(Story story) {
    String number = submit(story, "Theorbo");
    Visitor tom = story.signedIn("tom");
    tom.open("/queue?q=theorbo");
    row(tom, number).locator("input").check();
    button(tom, "Tag").click();
    tom.page().locator("#tag-value").fill("Early Music");
    button(tom, "Put it on").click();
    assertThat(tom.page().locator("#bulk-state")).containsText("1 of 1", PATIENTLY);
    tom.open("/queue?tag=early+music");
    assertThat(row(tom, number)).containsText("early music");
    Visitor camille = story.signedIn("camille");
    camille.open("/request?number=" + number);
    assertThat(camille.page().locator("body")).not().containsText("early music");
  }

  @Test
  @DisplayName("B1 counts are live, new rows are announced and do not jump in")
  void newRowsAreAnnounced(Story story) {
    submit(story, "Spinet");
    Visitor tom = story.signedIn("tom");
    tom.open("/queue?queue=unassigned");
    assertThat(tom.page().locator("#live")).hasText("Live");
    tom.markPage();
    Locator count = tom.page().locator("[data-queue=unassigned]");
    int before = Integer.parseInt(count.textContent());

    String second = submit(story, "Spinet two");
    assertThat(count).hasText(Integer.toString(before + 1));
    assertThat(button(tom, "1 new request. Show it")).isVisible();
    assertThat(row(tom, second)).hasCount(0);
    String third = submit(story, "Spinet three");
    button(tom, "2 new requests. Show them").click();
    assertThat(row(tom, second)).isVisible();
    assertThat(row(tom, third)).isVisible();
    assertThat(row(tom, third).locator(".t")).isFocused();
    tom.assertNotReloaded();

    row(tom, third).getByText("Take").click();
    assertThat(row(tom, third)).hasCount(0);
    tom.open("/queue?queue=mine");
    assertThat(row(tom, third)).containsText("Tom Becker");
  }

  @Test
  @DisplayName(
      "B2 the keyboard alone: step, preview, choose, change, palette; nothing while one writes")
  void theKeyboardAlone(Story story) {
    String first = submit(story, "Viola da gamba");
    String second = submit(story, "Viola d’amore");
    Visitor tom = story.signedIn("tom");
    tom.open("/queue?q=viola");
    Page page = tom.page();
    page.keyboard().press("j");
    assertThat(row(tom, second).locator(".t")).isFocused();
    page.keyboard().press("j");
    assertThat(row(tom, first).locator(".t")).isFocused();
    page.keyboard().press("Space");
    assertThat(page.locator("#preview")).containsText("Please look.");
    tom.assertAccessible();
    tom.photograph("queue-preview");
    page.keyboard().press("k");
    assertThat(page.locator("#preview")).containsText(second);
    page.keyboard().press("Escape");
    assertThat(page.locator("#preview")).isHidden();
    page.keyboard().press("x");
    assertThat(page.locator("#chosen")).hasText("1 chosen");
    page.locator("#bulk-assign").focus();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#bulk-state")).containsText("1 of 1", PATIENTLY);
    assertThat(row(tom, second)).containsText("Tom Becker");

    page.keyboard().press("?");
    assertThat(page.locator("#keys")).isVisible();
    tom.assertAccessible();
    tom.photograph("queue-keys");
    page.keyboard().press("Escape");
    assertThat(page.locator("#keys")).isHidden();
    page.keyboard().press("/");
    assertThat(page.locator("#find")).isFocused();
    page.keyboard().type("jxk?");
    assertThat(page.locator("#find")).hasValue("jxk?");
    assertThat(page.locator("#keys")).isHidden();
    page.keyboard().press("Control+k");
    page.keyboard().type(second.substring(7));
    assertThat(page.locator("#palette [aria-selected=true]")).hasText("Open request " + second);
    tom.assertAccessible();
    tom.photograph("queue-palette");
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.contains("/request?number=" + second));

    tom.open("/queue?q=viola");
    page.keyboard().press("?");
    page.locator("#keys").getByText("Off").click();
    assertThat(page.locator("#keys[data-shortcuts=off]")).hasCount(1);
    page.keyboard().press("?");
    page.keyboard().press("j");
    assertThat(page.locator("#keys")).isHidden();
    assertThat(page.locator("[aria-current=true][data-row]")).hasCount(0);
    page.evaluate("fetch('/queue?shortcuts=system', {method: 'POST'})");
  }

  @Test
  @DisplayName("B2 what the filter finds is exported, as CSV and as XLSX")
  void whatTheFilterFindsIsExported(Story story) throws IOException {
    String number = submit(story, "=HYPERLINK(\"http://evil.example\",\"lute\")");
    Visitor sofia = story.signedIn("sofia");
    sofia.open("/queue?q=lute");
    Page page = sofia.page();
    page.locator("#export-menu").click();
    Download csv = page.waitForDownload(() -> page.getByText("Export as a table (CSV)").click());
    assertThat(Files.readString(csv.path()))
        .startsWith("\uFEFFNumber,Subject,Service,Status,Priority,")
        .contains(number + ",\"'=HYPERLINK(\"\"http");
    Download xlsx = page.waitForDownload(() -> page.getByText("Export to Excel (XLSX)").click());
    assertThat(xlsx.suggestedFilename()).isEqualTo("queue.xlsx");
    try (ZipFile zip = new ZipFile(xlsx.path().toFile())) {
      String sheet =
          new String(
              zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(sheet).contains(number).doesNotContain("<f>");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-GB", "fr-FR"})
  @DisplayName("B1, B2 the queue fits and is accessible")
  void theQueueFitsAndIsAccessible(String locale, Story story) {
    String number = submit(story, "Hurdy-gurdy");
    story.run("insert into tag (name) values ('loud') on conflict do nothing");
    story.run(
        "insert into request_tag select id, 'loud' from service_request where number = '"
            + number
            + "'");
    Visitor sofia = story.visitor("sofia", locale);
    sofia.open("/queue?status=any&priority=normal,high");
    sofia.signIn();
    LookST.look(sofia, "queue-filtered", locale);
    sofia.page().locator("#filter-menu").click();
    LookST.look(sofia, "queue-filter", locale);
    sofia.open("/queue");
    sofia.page().locator("#columns-menu").click();
    LookST.look(sofia, "queue-columns", locale);
    sofia.open("/queue?q=nothingofthekind");
    LookST.look(sofia, "queue-nothing", locale);
    sofia.open("/queue");
    row(sofia, number).locator("input").check();
    row(sofia, number).locator("[data-preview]").click();
    assertThat(sofia.page().locator("#preview")).containsText(number);
    LookST.look(sofia, "queue-preview", locale);
  }
}
