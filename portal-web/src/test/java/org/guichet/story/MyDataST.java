package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.awt.Color;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.guichet.demo.Account;
import org.guichet.demo.Wait;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What is held about me, and its erasure (C12), with a person of its own: she does not come back.
 */
@ExtendWith(House.class)
class MyDataST {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Somebody new, signed in. */
  private static Visitor newcomer(Story story, String lastName) {
    String name = "lena-" + UUID.randomUUID().toString().substring(0, 8);
    Account account = new Account(name, "Guichet-2026", "customer", null);
    new KeycloakAdministration(story.addresses().keycloak())
        .create(account, "Lena", lastName, name + "@guests.example");
    Visitor lena = story.visitor(account, "en-GB");
    lena.open("/");
    lena.signIn();
    return lena;
  }

  private static Locator button(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  @Test
  @DisplayName("C12 everything held about me is saved as a ZIP with data and files")
  void everythingIsSaved(Story story) throws IOException {
    Visitor lena = newcomer(story, "Zimmer");
    RequestForm form =
        RequestForm.open(lena)
            .fill("Zither", "It buzzes.")
            .attach(RequestForm.photograph("zither.jpg", Color.ORANGE));
    assertThat(form.files().getByText("Received")).hasCount(1);
    String number = form.submit();
    lena.open("/my-data");
    lena.sees("1 request of your own");
    lena.sees("Lena Zimmer");
    lena.assertAccessible();
    lena.photograph("my-data");

    Download download = lena.page().waitForDownload(() -> lena.page().locator("#save").click());
    assertThat(download.suggestedFilename()).matches("guichet-\\d{4}-\\d\\d-\\d\\d\\.zip");
    Map<String, byte[]> entries = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(download.path()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    assertThat(entries).containsOnlyKeys("data.json", number + "/zither.jpg");
    assertThat(new String(entries.get("data.json"), StandardCharsets.UTF_8))
        .contains("Zither", "It buzzes.", "Lena Zimmer", number);
  }

  @Test
  @DisplayName("C12 asked by keyboard alone, withdrawn, asked again; it is pending once")
  void askedAndWithdrawnByKeyboardAlone(Story story) {
    Visitor lena = newcomer(story, "Quist");
    Page tab = lena.page();
    Keys.tabTo(tab, "details.account > summary");
    tab.keyboard().press("Enter");
    Keys.tabTo(tab, "a[href$='/my-data']");
    tab.keyboard().press("Enter");
    tab.waitForURL("**/my-data");
    for (String reason : new String[] {"I move away.", ""}) {
      Keys.tabTo(tab, "[data-opens=erase-dialog]");
      tab.keyboard().press("Enter");
      assertThat(tab.getByRole(AriaRole.DIALOG)).isVisible();
      if (!reason.isEmpty()) {
        lena.assertAccessible();
        lena.photograph("dialog-erasure");
        Keys.tabTo(tab, "#erase-reason");
        tab.keyboard().type(reason);
      }
      Keys.tabTo(tab, "#erase-do");
      tab.keyboard().press("Enter");
      assertThat(tab.getByRole(AriaRole.DIALOG)).isHidden();
      assertThat(tab.locator("#wish")).containsText("You asked for erasure");
      assertThat(tab.locator("#wish")).containsText(reason);
      if (!reason.isEmpty()) {
        lena.assertAccessible();
        lena.photograph("my-data-pending");
        Keys.tabTo(tab, "#withdraw");
        tab.keyboard().press("Enter");
        assertThat(tab.locator("#wish")).containsText("Ask for erasure");
        tab.reload();
      }
    }
    assertThat(
            story.count(
                "select count(*) from erasure e join person p on p.id = e.person_id"
                    + " where p.username = ? and e.state = 'PENDING'",
                lena.account().username()))
        .isEqualTo(1);
  }

  @Test
  @DisplayName(
      "C12 an employee sees what is in the way, then erases, and the report says what stays")
  void anEmployeeErases(Story story) {
    Visitor lena = newcomer(story, "Vandermeer");
    String number = RequestForm.open(lena).fill("Theremin", "It howls at night.").submit();
    RequestPage page = new RequestPage(lena.page());
    page.sendReply("Every night, really.");
    assertThat(page.timeline()).containsText("Every night, really.");
    lena.open("/my-data");
    button(lena, "Ask for erasure").first().click();
    lena.page().locator("#erase-reason").fill("I do not howl.");
    lena.page().locator("#erase-do").click();
    assertThat(lena.page().locator("#wish")).containsText("I do not howl.");

    Visitor sofia = story.signedIn("sofia");
    sofia.open("/erasures");
    sofia.page().getByText("Lena Vandermeer").first().click();
    assertThat(sofia.page().locator("#detail")).containsText("1 request is still open");
    assertThat(sofia.page().locator("#detail")).containsText("I do not howl.");
    assertThat(button(sofia, "Erase this person")).hasCount(0);
    LookST.look(sofia, "staff-erasure-not-yet", "en-GB");

    lena.open("/request?number=" + number);
    page.more("Cancel this request");
    page.button("Cancel the request").click();
    assertThat(page.status()).containsText("Cancelled");
    assertThat(
            Wait.until(
                PATIENCE,
                () ->
                    story.count(
                            "select count(*) from delivery d join service_request r on r.id = d.request_id"
                                + " where r.number = ? and d.state in (0, 1)",
                            number)
                        == 0))
        .isTrue();
    sofia.page().reload();
    button(sofia, "Erase this person").click();
    sofia.assertAccessible();
    sofia.photograph("dialog-erase");
    button(sofia, "Erase for good").click();
    assertThat(sofia.page().getByRole(AriaRole.DIALOG)).isHidden();
    assertThat(sofia.page().locator("#detail")).containsText("What went");
    assertThat(sofia.page().locator("#detail")).containsText("1 message of the person");
    assertThat(sofia.page().locator("#detail")).containsText("1 request with number");
    assertThat(sofia.page().locator("#detail")).containsText("HD-");
    assertThat(sofia.page().locator("#detail")).containsText("delete the account there");
    LookST.look(sofia, "staff-erasure-done", "en-GB");

    sofia.open("/request?number=" + number);
    sofia.sees("This text was erased.");
    sofia.assertAccessible();
    sofia.photograph("staff-request-erased");
    assertThat(story.texts("select subject from service_request where number = ?", number))
        .containsExactly("Repair of a device");
    assertThat(lena.status("/request?number=" + number))
        .as("her sign-in ended; the next one is somebody new")
        .isEqualTo(404);
  }

  @Test
  @DisplayName("C12 erasures are for supervisors; a person sees only his own data")
  void erasuresAreForSupervisors(Story story) {
    assertThat(story.signedIn("camille").status("/erasures")).isEqualTo(403);
    assertThat(story.signedIn("tom").status("/erasures")).isEqualTo(403);
    assertThat(story.signedIn("ines").status("/erasures.xhtml")).isEqualTo(403);
    assertThat(story.signedIn("albert").status("/my-data")).isEqualTo(200);
  }
}
