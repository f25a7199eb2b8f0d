package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.guichet.demo.Wait;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was typed is there again. */
@ExtendWith(House.class)
class DraftST {
  private static final Pattern SAVED = Pattern.compile("Draft saved \\d\\d:\\d\\d");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern A_REQUEST = Pattern.compile(".*/request\\?number=.*");

  @Test
  @DisplayName(
      "C4 a draft saves itself, is listed at home, goes on on another device and is gone when it was sent")
  void onAnotherDevice(Story story) {
    Visitor camille = story.signedIn("camille");
    RequestForm form = RequestForm.open(camille).fill("Half a sentence", "First line");
    saved(camille.page());

    Visitor elsewhere = story.signedIn("camille");
    elsewhere.assertAccessible();
    elsewhere.page().getByText("Half a sentence").first().click();
    RequestForm there = new RequestForm(elsewhere.page());
    assertThat(there.device()).hasValue("Half a sentence");
    assertThat(there.description()).hasValue("First line");
    there.submit();

    elsewhere.open("/");
    assertThat(elsewhere.page().getByText("Half a sentence").filter(inDrafts(elsewhere)))
        .hasCount(0);
    form.description().fill("Typed in the old window");
    assertThat(camille.page().locator("#draft-state")).containsText("This was sent already");
  }

  private static Locator.FilterOptions inDrafts(Visitor visitor) {
    return new Locator.FilterOptions().setHas(visitor.page().locator("#drafts a"));
  }

  @Test
  @DisplayName("C4 typing makes no request per key, and a question that is wrong says so")
  void notPerKey(Story story) {
    Visitor camille = story.signedIn("camille");
    AtomicInteger saves = new AtomicInteger();
    camille.page().onRequest(r -> saves.addAndGet(r.url().endsWith("/drafts") ? 1 : 0));
    RequestForm form = RequestForm.open(camille);
    form.description().pressSequentially("Thirty letters, one by one ...");
    saved(camille.page());
    assertThat(saves.get()).isBetween(1, 3);
  }

  @Test
  @DisplayName("C4 the session ends while typing: nothing is lost, and the same page comes back")
  void theSessionEnds(Story story) {
    Visitor camille = story.signedIn("camille");
    RequestForm form = RequestForm.open(camille).fill("Before the end", "One");
    saved(camille.page());
    camille.loseEverySession();
    camille.expects("401");
    form.description().fill("One, and what was typed after it");
    assertThat(camille.page().locator("#draft-signed-out")).isVisible();
    camille.page().getByText("Sign in and continue").click();
    camille.signIn();
    camille.page().waitForURL(Pattern.compile(".*/new\\?type=device-repair&draft=.*"));
    assertThat(form.device()).hasValue("Before the end");
    assertThat(form.description()).hasValue("One, and what was typed after it");
    form.submit();
  }

  @Test
  @DisplayName("C4 who signs in next at this tab does not get what another one typed")
  void theNextPersonAtThisTab(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Shared machine", "Please look.").submit();
    camille
        .page()
        .route(url -> url.contains("/drafts/reply"), com.microsoft.playwright.Route::abort);
    camille.expects("ERR_FAILED");
    Locator reply = camille.page().locator("#reply");
    reply.fill("A secret of Camille");
    assertThat(camille.page().locator("#reply-state")).containsText("Not saved");
    camille.loseEverySession();

    camille.open("/request?number=" + number);
    camille.signIn(camille.page(), "julien");
    assertThat(camille.page().locator("h1")).containsText("Shared machine");
    assertThat(reply).hasValue("");
    camille.loseEverySession();
    camille.open("/request?number=" + number);
    camille.signIn();
    assertThat(reply).hasValue("A secret of Camille");
  }

  @Test
  @DisplayName("C4 two windows of one draft overwrite nothing unasked")
  void twoWindows(Story story) {
    Visitor camille = story.signedIn("camille");
    RequestForm first = RequestForm.open(camille).fill("Two windows", "From the first");
    saved(camille.page());
    Page tab = camille.newTab();
    tab.navigate(camille.page().url());
    RequestForm second = new RequestForm(tab);
    second.description().fill("From the second");
    saved(tab);
    camille.expects("409");
    first.description().fill("From the first, later");
    assertThat(camille.page().locator("#draft-conflict")).isVisible();
    camille.assertAccessible();
    camille.page().getByText("Keep what is here").click();
    saved(camille.page());
    tab.reload();
    assertThat(second.description()).hasValue("From the first, later");
  }

  @Test
  @DisplayName("C5 two clicks on Send request make one request, and back begins another")
  void twoClicks(Story story) {
    Visitor camille = story.signedIn("camille");
    String subject = "Clicked twice " + System.nanoTime();
    RequestForm form = RequestForm.open(camille).fill(subject, "Fast fingers.");
    camille.page().getByText("Send request", new Page.GetByTextOptions().setExact(true)).dblclick();
    camille.page().waitForURL(A_REQUEST);
    assertThat(story.count("select count(*) from service_request where subject = ?", subject))
        .isEqualTo(1);
    camille.page().goBack();
    form.device().fill("After going back");
    form.description().fill("Another matter.");
    String number = form.submit();
    assertThat(story.texts("select subject from service_request where number = ?", number))
        .containsExactly("After going back");
  }

  @Test
  @DisplayName("C4 a draft is thrown away by its writer")
  void thrownAway(Story story) {
    Visitor nadia = story.signedIn("nadia");
    RequestForm.open(nadia).fill("To be thrown away", "");
    saved(nadia.page());
    nadia.open("/");
    Locator drafts = nadia.page().locator("#drafts");
    assertThat(drafts).containsText("To be thrown away");
    drafts.getByLabel("Throw away the draft To be thrown away").click();
    assertThat(drafts).not().containsText("To be thrown away");
    assertThat(story.count("select count(*) from draft where title = 'To be thrown away'"))
        .isZero();
  }

  @Test
  @DisplayName("C4 a large file goes in pieces and goes on after the connection broke off")
  void aLargeFile(Story story) {
    Visitor camille = story.signedIn("camille");
    camille.expects("ERR_INTERNET_DISCONNECTED|ERR_FAILED");
    RequestForm form = RequestForm.open(camille).fill("Large file", "Five megabytes.");
    AtomicInteger pieces = new AtomicInteger();
    camille
        .page()
        .route(
            url -> url.contains("/new"),
            route -> {
              boolean piece = route.request().headers().containsKey("content-range");
              if (piece && pieces.incrementAndGet() == 2) {
                route.abort();
              } else {
                route.resume();
              }
            });
    byte[] content = new byte[5_000_000];
    new java.util.Random(1).nextBytes(content);
    content[0] = (byte) 0xFF;
    content[1] = (byte) 0xD8;
    content[2] = (byte) 0xFF;
    content[3] = (byte) 0xE0;
    form.attach(
        new com.microsoft.playwright.options.FilePayload("large.jpg", "image/jpeg", content));
    assertThat(form.files()).containsText("large.jpg");
    String number = form.submit();
    assertThat(pieces.get()).isGreaterThan(3);
    assertThat(
            story.count(
                "select count(*) from attachment a join service_request r on r.id = a.request_id"
                    + " where r.number = ? and a.size = 5000000",
                number))
        .isEqualTo(1);
    assertThat(Wait.until(PATIENCE, () -> story.systems().allHold(number))).isTrue();
  }

  private static void saved(Page page) {
    assertThat(page.locator("#draft-state")).containsText(SAVED);
  }
}
