package org.guichet.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page in both languages, light and dark, on a desk and on a telephone; pictures are left in
 * target/screenshots.
 */
@ExtendWith(House.class)
class LookST {
  private static final int HEIGHT = 900;
  private static final List<Integer> WIDTHS = List.of(1280, 360);

  @ParameterizedTest
  @ValueSource(strings = {"en-GB", "fr-FR"})
  void everyPageOfACustomerFitsAndIsAccessible(String locale, Story story) {
    Visitor camille = story.visitor("camille", locale);
    camille.open("/");
    look(camille, "sign-in", locale);
    camille.signIn();
    String number = submit(story);
    RequestPage.open(story.signedIn("tom"), number).sendReply("Is it plugged in? Have a look.");
    camille.page().locator("#bell .bell__n:not(:empty)").waitFor();
    look(camille, "home", locale);
    for (String address :
        List.of(
            "/services",
            "/services?q=unicorn",
            RequestForm.ADDRESS,
            "/new?type=new-employee",
            "/requests",
            "/invoices",
            "/invoices?show=all",
            "/my-data",
            "/notifications",
            "/request?number=" + number,
            "/profile")) {
      camille.open(address);
      look(camille, name(address), locale);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-GB", "fr-FR"})
  void everyPageOfTheBackOfficeFitsAndIsAccessible(String locale, Story story) {
    String number = submit(story);
    Visitor sofia = story.visitor("sofia", locale);
    sofia.open("/");
    sofia.signIn();
    for (String address :
        List.of(
            "/",
            "/queue",
            "/board",
            "/dashboard",
            "/request?number=" + number,
            "/deliveries",
            "/profile",
            "/bulk",
            "/erasures",
            "/customers",
            "/customers?show=organizations",
            "/customers?q=nobodyofthatname",
            "/customer?id=" + key(story, "person where username = 'julien'"),
            "/organization?id=" + key(story, "organization where alias = 'cabinet-moreau'"),
            "/on-behalf",
            "/on-behalf?customer=" + key(story, "person where username = 'julien'"),
            "/service-levels",
            "/service-levels?service=device-repair",
            "/service-levels?calendar=new",
            "/catalogue",
            "/catalogue?category=new",
            "/catalogue?service=device-repair",
            "/form?service=new-employee",
            "/form?service=device-repair&question=new",
            "/form?service=new-employee&question=equipment",
            "/new?type=new-employee&preview=draft",
            "/stages",
            "/stages?service=system-access",
            "/templates",
            "/templates?template=new",
            "/macros",
            "/macros?macro=new",
            "/rules",
            "/rules?rule=new")) {
      sofia.open(address);
      look(sofia, "staff-" + name(address), locale);
    }
  }

  private static String key(Story story, String row) {
    return story.texts("select id from " + row).get(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-GB", "fr-FR"})
  void everyPageOfWhoDecidesFitsAndIsAccessible(String locale, Story story) {
    String number = askForAccess(story);
    Visitor camille = story.visitor("camille", locale);
    camille.open("/request?number=" + number);
    camille.signIn();
    look(camille, "request-waiting", locale);
    Visitor julien = story.visitor("julien", locale);
    julien.open("/decisions");
    julien.signIn();
    look(julien, "decisions", locale);
    julien.open("/decisions?number=" + number);
    look(julien, "decision", locale);
    Visitor sofia = story.visitor("sofia", locale);
    sofia.open("/request?number=" + number);
    sofia.signIn();
    look(sofia, "staff-request-waiting", locale);
  }

  private static String askForAccess(Story story) {
    Visitor camille = story.signedIn("camille");
    camille.open("/new?type=system-access");
    camille.page().locator("#q-system").fill("Payroll");
    camille.page().locator("#q-purpose").fill("January\nFebruary");
    return new RequestForm(camille.page()).submit();
  }

  private static String submit(Story story) {
    Visitor camille = story.signedIn("camille");
    String number = RequestForm.open(camille).fill("Screen", "For the album.").submit();
    camille.open("/services"); // what happens to it before her eyes would be read at once
    return number;
  }

  private static String name(String address) {
    String path =
        address
            .substring(1)
            .replaceAll("\\?(number=.*|id=.*|type=device-repair)?", "-")
            .replaceAll("customer=.*", "customer")
            .replaceAll("-$|=", "");
    return path.isEmpty() ? "home" : path;
  }

  /** Looks at the page of the moment in both modes, on a desk and on a telephone. */
  static void look(Visitor visitor, String name, String locale) {
    Page page = visitor.page();
    assertThat(page.locator("html").getAttribute("lang")).startsWith(locale.substring(0, 2));
    List<String> faults = new ArrayList<>();
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : WIDTHS) {
        page.setViewportSize(width, HEIGHT);
        String view =
            "%s-%s-%s-%d"
                .formatted(
                    name,
                    locale.substring(0, 2),
                    scheme.name().toLowerCase(java.util.Locale.ROOT),
                    width);
        visitor.photograph(view);
        collect(faults, view, visitor::assertNoSidewaysScrolling);
        collect(faults, view, visitor::assertAccessible);
      }
    }
    page.setViewportSize(WIDTHS.get(0), HEIGHT);
    assertThat(faults).isEmpty();
  }

  /** All faults of a page at once: one run tells everything. */
  private static void collect(List<String> faults, String view, Runnable check) {
    try {
      check.run();
    } catch (AssertionError e) {
      faults.add(view + ": " + e.getMessage());
    }
  }
}
