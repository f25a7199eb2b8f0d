package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.awt.Color;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of one request, as its customer lives with it. */
@ExtendWith(House.class)
class CustomerPageST {
  /** What happens when something is announced just while a button is pressed. */
  private static final String RENDERED_ANEW =
      """
      () => new Promise((done) => {
        const before = document.getElementById('confirm');
        const look = () => before.isConnected ? setTimeout(look, 20) : done();
        window.guichetRefresh([{ name: 'seen', value: true }]);
        look();
      })
      """;

  private static final int PATIENCE = 60_000;

  @Test
  @DisplayName("C7 What is typed survives everything and goes out once, with its files")
  void whatIsTypedSurvivesEverythingAndGoesOutOnceWithItsFiles(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Laptop", "Composer story.").submit();
    RequestPage page = new RequestPage(camille.page());
    page.reply().fill("Half a sentence");
    assertThat(page.composerState()).containsText("Saved");
    camille.page().locator("#reply-form input[type=file]").setInputFiles(photograph("lid.jpg"));
    assertThat(page.composerFiles()).containsText("lid.jpg");

    camille.losePortalSession();
    camille.forgetTab();
    camille.page().reload();
    assertThat(page.reply()).hasValue("Half a sentence");
    assertThat(page.composerFiles()).containsText("lid.jpg");
    camille.photograph("request-composer");
    camille.assertAccessible();

    page.reply().press("End");
    page.reply().pressSequentially(", finished.");
    page.reply().press("Control+Enter");
    assertThat(page.timeline()).containsText("Half a sentence, finished.");
    assertThat(page.timeline()).containsText("lid.jpg");
    assertThat(page.reply()).hasValue("");
    camille.page().reload();
    assertThat(page.reply()).hasValue("");
    assertThat(replies(story, number)).isEqualTo(1);
  }

  @Test
  @DisplayName("C7 A pasted picture is uploaded; what may not come in is said and the text stays")
  void aPastedPictureIsUploaded(Story story) {
    Visitor camille = story.signedIn("camille");
    RequestForm.open(camille).fill("Screen", "Paste story.").submit();
    RequestPage page = new RequestPage(camille.page());
    page.reply().fill("See the picture.");
    paste(camille.page(), "shot.txt", "error 17");
    assertThat(page.composerFiles()).containsText("shot.txt");
    paste(camille.page(), "run.exe", "MZ\u0000\u0001");
    assertThat(page.composerFiles()).containsText("run.exe is not a kind we can open");
    assertThat(page.reply()).hasValue("See the picture.");
    page.sendReply("See the picture.");
    assertThat(page.timeline()).containsText("shot.txt");
  }

  @Test
  @DisplayName("C7 A reply that the portal does not take stays in its field and is sent once later")
  void aReplyThatThePortalDoesNotTakeStays(Story story) {
    Visitor camille = story.signedIn("camille").expects("ERR_FAILED|Failed to fetch");
    String number = RequestForm.open(camille).fill("Mouse", "Offline story.").submit();
    RequestPage page = new RequestPage(camille.page());
    page.reply().fill("Sent into nowhere");
    assertThat(page.composerState()).containsText("Saved");
    camille.page().route("**/request*", route -> route.abort());
    page.sendReply("Sent into nowhere");
    assertThat(page.composerState()).containsText("Not sent");
    assertThat(page.reply()).hasValue("Sent into nowhere");
    camille.page().unroute("**/request*");
    page.sendReply("Sent into nowhere");
    assertThat(page.timeline()).containsText("Sent into nowhere");
    assertThat(replies(story, number)).isEqualTo(1);
  }

  @Test
  @DisplayName("C7 Cancel with a reason, after a second thought")
  void cancelWithAReasonAfterASecondThought(Story story) {
    Visitor camille = story.signedIn("camille");
    RequestForm.open(camille).fill("Keyboard", "Cancel story.").submit();
    RequestPage page = new RequestPage(camille.page());
    page.more("Cancel this request");
    Locator dialog = camille.page().getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText("Cancel this request?");
    camille.photograph("dialog-cancel");
    camille.assertAccessible();
    page.button("Keep the request").click();
    assertThat(dialog).isHidden();
    assertThat(page.status()).containsText("Received");

    page.more("Cancel this request");
    dialog.locator("textarea").fill("I bought a new one.");
    page.button("Cancel the request").click();
    assertThat(dialog).isHidden();
    assertThat(page.status()).containsText("Cancelled");
    assertThat(page.timeline()).containsText("I bought a new one.");
    camille.page().locator("summary[aria-label='More actions']").click();
    assertThat(page.button("Print")).isVisible();
    assertThat(page.button("Cancel this request")).hasCount(0);
  }

  @Test
  @DisplayName("C7 Not solved, reopened, solved, confirmed, rated, and the desk reads it")
  void notSolvedReopenedSolvedConfirmedRated(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Dock", "Solution story.").submit();
    RequestPage page = new RequestPage(camille.page());
    Visitor tom = story.signedIn("tom");
    RequestPage desk = RequestPage.open(tom, number);
    desk.changeStatus("Solved");
    assertThat(page.next()).containsText("Is everything right?");
    camille.photograph("request-solved");
    camille.assertAccessible();

    page.button("It is not solved").click();
    page.button("Reopen the request").click();
    assertThat(camille.page().locator("#reopen-error")).containsText("write something");
    camille.page().locator("#reopen-reason").fill("The left port is dead.");
    page.button("Reopen the request").click();
    assertThat(page.status()).containsText("In progress");
    assertThat(desk.timeline()).containsText("The left port is dead.");

    desk.changeStatus("Solved");
    page.button("Confirm the solution").hover();
    camille.page().mouse().down();
    camille.page().evaluate(RENDERED_ANEW);
    camille.page().mouse().up();
    assertThat(page.status()).containsText("Closed");
    page.button("Rate the solution").click();
    camille.photograph("dialog-rate");
    camille.assertAccessible();
    page.button("Send the rating").click();
    assertThat(camille.page().locator("#rate-error")).containsText("one of the five");
    camille.page().getByLabel("4, good").check();
    camille.page().locator("#rate-comment").fill("Quick and friendly.");
    page.button("Send the rating").click();
    assertThat(page.facts()).containsText("4 of 5");
    assertThat(tom.page().locator("#properties-form")).containsText("4 of 5");
    assertThat(tom.page().locator("#properties-form")).containsText("Quick and friendly.");
    assertThat(page.button("Reopen the request").first()).isVisible();
    camille.photograph("request-closed");
    camille.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
    assertThat(page.reply()).isHidden();
    assertThat(page.timeline()).isVisible();
    camille.photograph("request-print");
  }

  @Test
  @DisplayName("C7 A colleague of the organization follows along, and nobody else is offered")
  void aColleagueFollowsAlong(Story story) {
    Visitor camille = story.signedIn("camille");
    RequestForm.open(camille).fill("Plotter", "Followers story.").submit();
    RequestPage page = new RequestPage(camille.page());
    page.button("Add a colleague").click();
    Locator colleagues = camille.page().getByLabel("Colleague");
    assertThat(colleagues).containsText("Julien Petit");
    assertThat(colleagues).not().containsText("Nadia");
    camille.photograph("dialog-follow");
    camille.assertAccessible();
    colleagues.selectOption("Julien Petit");
    page.button("Add").click();
    assertThat(page.facts()).containsText("Julien Petit");
    page.button("Remove Julien Petit").click();
    assertThat(page.facts()).not().containsText("Julien Petit");
  }

  @Test
  @DisplayName("C6 The socket is gone: the page says it is not live and catches up by itself")
  void theSocketIsGone(Story story) {
    Visitor camille = story.signedIn("camille").expects("WebSocket");
    camille.page().routeWebSocket(Pattern.compile(".*/live.*"), socket -> socket.close());
    String number = RequestForm.open(camille).fill("Beamer", "Socket story.").submit();
    RequestPage page = new RequestPage(camille.page());
    Locator sign = camille.page().locator("#live");
    assertThat(sign).containsText("Updated");
    camille.markPage();
    Visitor tom = story.signedIn("tom");
    RequestPage.open(tom, number).sendReply("Is the lamp on?");
    assertThat(page.timeline())
        .containsText("Is the lamp on?", new ContainsTextOptions().setTimeout(PATIENCE));
    camille.assertNotReloaded();
  }

  @Test
  @DisplayName("C6 C7 By keyboard alone: read, reply, cancel")
  void byKeyboardAlone(Story story) {
    Visitor camille = story.signedIn("camille");
    RequestForm.open(camille).fill("Switch", "Keyboard story.").submit();
    Page tab = camille.page();
    RequestPage page = new RequestPage(tab);
    tab.keyboard().press("Tab");
    assertThat(tab.locator(":focus")).hasText("Skip to the content");
    tab.keyboard().press("Enter");
    tabTo(tab, "#reply");
    tab.keyboard().type("Typed with ten fingers.");
    tabTo(tab, "#send-reply");
    tab.keyboard().press("Enter");
    assertThat(page.timeline()).containsText("Typed with ten fingers.");

    tab.reload();
    tabTo(tab, "summary[aria-label='More actions']");
    tab.keyboard().press("Enter");
    tabTo(tab, "[data-opens=cancel-dialog]");
    tab.keyboard().press("Enter");
    assertThat(tab.getByRole(AriaRole.DIALOG)).isVisible();
    tab.keyboard().press("Escape");
    assertThat(tab.getByRole(AriaRole.DIALOG)).isHidden();
    assertThat(page.status()).containsText("Received");
    tabTo(tab, "summary[aria-label='More actions']");
    tab.keyboard().press("Enter");
    tabTo(tab, "[data-opens=cancel-dialog]");
    tab.keyboard().press("Enter");
    tabTo(tab, "#cancel-do");
    tab.keyboard().press("Enter");
    assertThat(page.status()).containsText("Cancelled");
  }

  /** Presses Tab until the element has the focus, which every person can see. */
  private static void tabTo(Page tab, String selector) {
    for (int press = 0; press < 80; press++) {
      tab.keyboard().press("Tab");
      if (Boolean.TRUE.equals(
          tab.evaluate("selector => document.activeElement.matches(selector)", selector))) {
        return;
      }
    }
    throw new AssertionError("no way to " + selector + " by Tab");
  }

  private static void paste(Page page, String name, String content) {
    page.locator("#reply")
        .evaluate(
            "(field, file) => { const data = new DataTransfer();"
                + " data.items.add(new File([file.content], file.name));"
                + " field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }",
            java.util.Map.of("name", name, "content", content));
  }

  private static com.microsoft.playwright.options.FilePayload photograph(String name) {
    return RequestForm.photograph(name, Color.BLUE);
  }

  private static long replies(Story story, String number) {
    return story.count(
        "select count(*) from activity a join service_request r on r.id = a.request_id"
            + " where r.number = ? and a.kind = 'REPLY'",
        number);
  }
}
