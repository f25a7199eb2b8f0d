package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.guichet.demo.Account;

/** A person with a browser. What the browser complains about is remembered. */
final class Visitor {
  private static final double PATIENCE = 60_000;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final String FIND_VIOLATIONS =
      """
      async () => {
        const found = await axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
          resultTypes: ["violations"],
        });
        return found.violations.map((rule) => `${rule.id}: ${rule.help} ${rule.nodes[0].html}`);
      }
      """;
  private final Account account;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private Pattern expected = Pattern.compile("(?!)");

  Visitor(Account account, BrowserContext context) {
    this.account = account;
    this.context = context;
    context.setDefaultTimeout(PATIENCE);
    context.setDefaultNavigationTimeout(PATIENCE);
    this.page = newTab();
  }

  /** One more tab of the same browser. */
  Page newTab() {
    Page tab = context.newPage();
    tab.onConsoleMessage(this::hear);
    tab.onPageError(error -> complain("uncaught: " + error));
    return tab;
  }

  private void hear(ConsoleMessage message) {
    if (message.type().equals("error")) {
      complain(message.text() + " (" + message.location() + ")");
    }
  }

  private void complain(String complaint) {
    if (!expected.matcher(complaint).find()) {
      complaints.add(account.username() + " at " + page.url() + ": " + complaint);
    }
  }

  List<String> complaints() {
    return complaints;
  }

  /** The browser may say this: the story provokes it. */
  Visitor expects(String regex) {
    expected = Pattern.compile(regex);
    return this;
  }

  Page page() {
    return page;
  }

  Account account() {
    return account;
  }

  /** Goes to an address of the portal. */
  Response open(String address) {
    return page.navigate(address);
  }

  /** Fills Keycloak's two pages: first who, then the password. */
  void signIn() {
    signIn(page);
  }

  /** The same in another tab. */
  void signIn(Page tab) {
    signIn(tab, account.username());
  }

  /** Somebody else sits down at this browser; all accounts of the demo have one password. */
  void signIn(Page tab, String username) {
    tab.locator("#username").fill(username);
    tab.locator("#kc-login").click();
    tab.locator("#password").fill(account.password());
    tab.locator("#kc-login").click();
    tab.waitForURL(url -> !url.contains("/realms/"));
  }

  /** Asks an address with this visitor's session, without looking at it. */
  int status(String address) {
    return context.request().get(address).status();
  }

  /** Sends a form as a page of another site would make his browser do. */
  int postFrom(String origin, String address) {
    return context
        .request()
        .post(
            address,
            RequestOptions.create()
                .setHeader("Origin", origin)
                .setHeader("Sec-Fetch-Site", "cross-site")
                .setMaxRedirects(0))
        .status();
  }

  /** The portal forgets him; Keycloak does not. */
  void losePortalSession() {
    context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("guichet"));
  }

  /** Both forget him. */
  void loseEverySession() {
    context.clearCookies();
  }

  /** This tab forgets what was typed into it, as another machine would never have known it. */
  void forgetTab() {
    page.evaluate("sessionStorage.clear()");
  }

  /** A mark that a reload of the page would wipe away. */
  void markPage() {
    page.evaluate("window.marked = true");
  }

  /** The page is still the one that was marked. */
  void assertNotReloaded() {
    assertThat(page.evaluate("window.marked === true")).as("the page was reloaded").isEqualTo(true);
  }

  /**
   * No violation of WCAG 2.2 AA that a program can find. Axe is asked itself and for violations
   * only: its builder opens a page and carries over all that is well, which takes four times as
   * long.
   */
  void assertAccessible() {
    if (Boolean.TRUE.equals(page.evaluate("() => typeof axe === 'undefined'"))) {
      page.evaluate(AxeBuilder.getAxeScript());
    }
    assertThat(page.evaluate(FIND_VIOLATIONS))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .as(page.url())
        .isEmpty();
  }

  /** Nothing sticks out to the side. */
  void assertNoSidewaysScrolling() {
    assertThat(
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .as("pixels to the side of " + page.url())
        .isEqualTo(0);
  }

  void photograph(String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(SCREENSHOTS.resolve(name + "-" + account.username() + ".png"))
            .setFullPage(true));
  }

  /** The text stands somewhere on the page, now or soon. */
  void sees(String text) {
    assertThat(page.locator("body"))
        .containsText(text, new ContainsTextOptions().setTimeout(PATIENCE));
  }

  void leave() {
    context.close();
  }
}
