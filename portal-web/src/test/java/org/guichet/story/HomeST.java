package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The home page, and what every page wears. */
@ExtendWith(House.class)
class HomeST {

  @Test
  @DisplayName("C2 My open requests follow live, what waits for me comes first, and news are told")
  void myOpenRequestsFollowLive(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Home story lamp", "Live at home.").submit();
    camille.open("/");
    camille.sees("Workshop closed on 8 December");
    Locator card =
        camille
            .page()
            .locator("#open article")
            .filter(new Locator.FilterOptions().setHasText("Home story lamp"));
    assertThat(card).containsText("Received");
    assertThat(camille.page().locator("#live")).hasText("Live");
    camille.markPage();
    Visitor tom = story.signedIn("tom");
    RequestPage desk = RequestPage.open(tom, number);
    desk.changeStatus("Waiting for customer");
    assertThat(card).containsText("Waiting for you");
    assertThat(camille.page().locator("#waiting")).containsText(number);
    camille.assertNotReloaded();
    camille.assertAccessible();

    camille.open("/request?number=" + number);
    new RequestPage(camille.page()).sendReply("Here is the answer.");
    assertThat(new RequestPage(camille.page()).status()).containsText("In progress");
    camille.open("/");
    assertThat(camille.page().locator("#waiting")).not().containsText(number);
  }

  @Test
  @DisplayName("C2 One search box leads to what was found")
  void oneSearchBox(Story story) {
    Visitor camille = story.signedIn("camille");
    camille.open("/");
    camille.page().getByRole(AriaRole.SEARCHBOX).fill("lamp & co");
    camille.page().keyboard().press("Enter");
    camille.page().waitForURL(Pattern.compile(".*/requests\\?q=lamp.*"));
  }

  @Test
  @DisplayName("C11 Language, look and spacing come along to the next machine")
  void choicesComeAlong(Story story) {
    Visitor nadia = story.signedIn("nadia");
    for (String choice : new String[] {"density=compact", "theme=dark", "lang=fr"}) {
      choose(nadia, choice);
    }
    Locator html = nadia.page().locator("html");
    assertThat(html).hasAttribute("lang", "fr");
    assertThat(html).hasAttribute("data-density", "compact");
    nadia.assertAccessible();

    Visitor elsewhere = story.signedIn("nadia");
    html = elsewhere.page().locator("html");
    assertThat(html).hasAttribute("lang", "fr");
    assertThat(html).hasAttribute("data-theme", "dark");
    assertThat(html).hasAttribute("data-density", "compact");
    assertThat(
            elsewhere
                .page()
                .getByRole(
                    AriaRole.LINK,
                    new Page.GetByRoleOptions().setName("sécurité").setIncludeHidden(true)))
        .hasAttribute("href", Pattern.compile(".*/realms/guichet/account/.*"));
    for (String choice : new String[] {"theme=system", "density=system", "lang=en"}) {
      choose(elsewhere, choice);
    }
    assertThat(elsewhere.page().locator("html")).not().hasAttribute("data-theme", "dark");
    assertThat(elsewhere.page().locator("html")).hasAttribute("data-density", "comfortable");
  }

  /** Presses the button of the bar, or of the account menu, that stands for it. */
  private static void choose(Visitor visitor, String choice) {
    Locator button = visitor.page().locator("form[action$='" + choice + "'] button");
    if (!button.isVisible()) {
      visitor.page().locator("details.account > summary").click();
    }
    visitor.page().waitForNavigation(button::click);
  }

  @Test
  @DisplayName("C11 A link that somebody is made to follow changes nothing about him")
  void aLinkChangesNothingAboutThePerson(Story story) {
    String theme = "select coalesce(theme, '') from person where username = 'julien'";
    Visitor julien = story.signedIn("julien");
    julien.open("/?theme=dark");
    assertThat(julien.page().locator("html")).hasAttribute("data-theme", "dark");
    assertThat(julien.page()).not().hasURL(Pattern.compile(".*theme.*"));
    assertThat(story.texts(theme)).containsExactly("");

    assertThat(julien.postFrom("https://evil.example", "/?theme=dark")).isEqualTo(403);
    assertThat(story.texts(theme)).containsExactly("");
    choose(julien, "theme=light");
    assertThat(story.texts(theme)).containsExactly("light");
    choose(julien, "theme=system");
  }

  @Test
  @DisplayName("C11 No page scrolls sideways at 320 pixels, nor at 200 % and 400 %")
  void noPageScrollsSideways(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("W".repeat(100), "Wide story.").submit();
    for (String address :
        new String[] {
          "/", "/services", "/requests", "/request?number=" + number, "/notifications", "/profile"
        }) {
      camille.open(address);
      for (int width : new int[] {320, 640}) { // of 1280: at 400 % and at 200 %
        camille.page().setViewportSize(width, 800);
        camille.assertNoSidewaysScrolling();
      }
      assertThat(camille.page().locator("h1")).hasCount(1);
      assertThat(camille.page().locator("main")).hasCount(1);
    }
  }

  @Test
  @DisplayName("C11 PrimeFaces speaks French to screen readers")
  void primeFacesSpeaksFrench(Story story) {
    Visitor camille = story.visitor("camille", "fr-FR");
    camille.open("/");
    camille.signIn();
    camille.open(RequestForm.ADDRESS);
    assertThat(camille.page().evaluate("PrimeFaces.getLocaleSettings().aria.close"))
        .isEqualTo("Fermer");
  }
}
