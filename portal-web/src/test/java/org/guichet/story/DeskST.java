package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk (B4): templates, macros, mentions, who else is there, and two who change at once. */
@ExtendWith(House.class)
class DeskST {
  private static final ContainsTextOptions PATIENTLY = new ContainsTextOptions().setTimeout(60_000);

  private static String submit(Story story, String device) {
    return RequestForm.open(story.signedIn("camille")).fill(device, "Please look.").submit();
  }

  private static Visitor at(Story story, String username, String number) {
    Visitor visitor = story.signedIn(username);
    RequestPage.open(visitor, number);
    assertThat(visitor.page().locator("#live")).hasText("Live");
    return visitor;
  }

  private static Locator button(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** What the live sockets of his pages hear from now on. */
  private static List<String> heard(Visitor visitor) {
    List<String> frames = new CopyOnWriteArrayList<>();
    visitor.page().onWebSocket(socket -> socket.onFrameReceived(frame -> frames.add(frame.text())));
    return frames;
  }

  private static Locator presence(Visitor visitor) {
    return visitor.page().locator("#presence");
  }

  @Test
  @DisplayName("B4 a template is made, refused with an unknown place, and inserted at the cursor")
  void aTemplateIsInsertedAtTheCursor(Story story) {
    String number = submit(story, "Celesta");
    Visitor tom = story.signedIn("tom");
    Page page = tom.page();
    tom.open("/templates?template=new");
    page.locator("#template-name").fill("Where is it");
    page.locator("#english").fill("Dear {custmer}, where is the {subject}?");
    button(tom, "Save template").click();
    assertThat(page.locator("#english-error"))
        .containsText("{custmer} is not known. These are: {customer}, {number}");
    assertThat(page.locator("#english")).hasValue("Dear {custmer}, where is the {subject}?");
    tom.assertAccessible();
    page.locator("#english").fill("Dear {customer}, where is the {subject}? {agent}");
    button(tom, "Save template").click();
    assertThat(page.locator("#edited")).containsText("“Where is it” is saved.");
    assertThat(page.locator("#list")).containsText("Where is it");

    RequestPage desk = RequestPage.open(tom, number);
    desk.reply().fill("Before. After.");
    desk.reply().evaluate("field => field.setSelectionRange(7, 7)");
    page.locator("#reply-templates").click();
    Locator menu =
        page.locator(
            "details.offers", new Page.LocatorOptions().setHas(page.locator("#reply-templates")));
    assertThat(menu.locator(".items button")).not().hasCount(0);
    tom.photograph("desk-templates");
    tom.assertAccessible();
    menu.locator("input").fill("where is");
    assertThat(menu.locator(".items li:visible")).hasCount(1);
    menu.locator("input").press("Enter");
    assertThat(desk.reply())
        .hasValue("Before.Dear Camille Moreau, where is the Celesta? Tom Becker After.");
    assertThat(desk.composerState()).containsText("Saved");
    assertThat(desk.reply()).isFocused();

    Visitor sofia = story.signedIn("sofia");
    sofia.open("/templates");
    assertThat(sofia.page().locator("#list")).containsText("Ready to be collected");
    assertThat(sofia.page().locator("#list")).not().containsText("Where is it");
    tom.open("/templates");
    page.getByText("Ready to be collected").click();
    assertThat(page.locator("#edited")).containsText("A supervisor keeps this for your team");
    assertThat(button(tom, "Save template")).hasCount(0);
    assertThat(story.signedIn("camille").status("/templates")).isEqualTo(403);
    story.run("delete from reply_template where name = 'Where is it'");
  }

  @Test
  @DisplayName("B4 a macro does several things at once, or nothing; on one request and on many")
  void aMacroDoesSeveralThingsAtOnce(Story story) {
    String number = submit(story, "Glockenspiel");
    Visitor sofia = story.signedIn("sofia");
    Page page = sofia.page();
    sofia.open("/macros?macro=new");
    page.locator("#macro-name").fill("Take it up");
    button(sofia, "Save macro").click();
    assertThat(page.locator("#edited")).containsText("Choose at least one thing that it does.");
    page.locator("#macro-status").selectOption("IN_PROGRESS");
    page.locator("#macro-priority").selectOption("HIGH");
    page.locator("#macro-assign").selectOption("ME");
    page.locator("#macro-tags").fill("Music");
    page.locator("#macro-team").selectOption(new SelectOption().setLabel("The team Workshop"));
    button(sofia, "Save macro").click();
    assertThat(page.locator("#edited")).containsText("“Take it up” is saved.");
    sofia.assertAccessible();
    sofia.photograph("desk-macro");

    Visitor tom = at(story, "tom", number);
    tom.page().locator("#macros-menu").click();
    assertThat(tom.page().getByText("Take it up")).isVisible();
    tom.assertAccessible();
    tom.photograph("desk-macros");
    tom.page()
        .locator(".offers .items button")
        .filter(new Locator.FilterOptions().setHasText("Take it up"))
        .click();
    assertThat(tom.page().locator("#outcome")).containsText("The macro “Take it up” is applied.");
    assertThat(tom.page().locator("#status-menu")).containsText("In progress");
    assertThat(tom.page().locator("#story"))
        .containsText("Tom Becker applied the macro “Take it up”.");
    assertThat(tom.page().locator("#priority-menu")).containsText("High");
    assertThat(tom.page().locator("#assignee-menu")).containsText("Tom Becker");

    new RequestPage(tom.page()).changeStatus("Cancelled");
    assertThat(tom.page().locator("#status-form")).containsText("Cancelled");
    tom.page().locator("#macros-menu").click();
    tom.page()
        .locator(".offers .items button")
        .filter(new Locator.FilterOptions().setHasText("Take it up"))
        .click();
    assertThat(tom.page().locator("#outcome"))
        .containsText(
            "Nothing was done. The macro “Take it up” sets the status to “In progress”, which cannot follow “Cancelled”.");

    String second = submit(story, "Glockenspiel two");
    tom.open("/queue?q=glockenspiel+two");
    tom.page().locator("#list tr[data-row='" + second + "'] input").check();
    tom.page().locator("#bulk-macro").click();
    assertThat(tom.page().locator("#bulk .offers .items button")).not().hasCount(0);
    tom.assertAccessible();
    tom.photograph("desk-bulk-macro");
    tom.page()
        .locator("#bulk .offers .items button")
        .filter(new Locator.FilterOptions().setHasText("Take it up"))
        .click();
    assertThat(tom.page().locator("#bulk-state")).containsText("1 of 1", PATIENTLY);
    assertThat(tom.page().locator("#bulk-state")).containsText("Macro: Take it up");
    assertThat(
            story.count(
                "select count(*) from service_request where number = '"
                    + second
                    + "' and status = 'IN_PROGRESS' and priority = 'HIGH'"))
        .isEqualTo(1);
    story.run("delete from macro where name = 'Take it up'");
  }

  @Test
  @DisplayName("B4 a colleague is called in a note by the keyboard alone, and is told")
  void aColleagueIsCalledInANote(Story story) {
    String number = submit(story, "Ondes Martenot");
    story.run(
        "update service_request set assignee_id = (select id from person where username = 'sofia') where number = '"
            + number
            + "'");
    Visitor sofia = story.signedIn("sofia");
    Visitor tom = at(story, "tom", number);
    Page page = tom.page();
    Locator note = page.locator("#note");
    note.focus();
    page.keyboard().type("Please look, @so");
    assertThat(page.locator("#colleagues [aria-selected=true]")).hasText("Sofia Lind");
    assertThat(note).hasAttribute("aria-activedescendant", "colleague-0");
    assertThat(note).isFocused();
    tom.assertAccessible();
    tom.photograph("desk-mention");
    page.keyboard().press("Escape");
    assertThat(page.locator("#colleagues")).hasCount(0);
    page.keyboard().type("f");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    assertThat(note).hasValue("Please look, @Sofia Lind ");
    page.keyboard().type("again");
    page.keyboard().press("Tab");
    button(tom, "Add note").click();
    assertThat(page.locator("#story .called")).hasText("@Sofia Lind");
    assertThat(note).hasValue("");

    assertThat(sofia.page().locator("#bell .bell__n"))
        .hasText("1", new HasTextOptions().setTimeout(60_000));
    sofia.open("/notifications");
    sofia.sees("Tom Becker mentioned you in an internal note.");
    sofia.open("/request?number=" + number);
    sofia.open("/profile");
    sofia.sees("A colleague mentions me in a note");
    Visitor camille = story.signedIn("camille");
    assertThat(camille.status("/colleagues?number=" + number)).isEqualTo(403);
  }

  @Test
  @DisplayName(
      "B4 colleagues see who looks and who writes; customers do not; who goes is forgotten")
  void whoIsThereIsShown(Story story) {
    String number = submit(story, "Hydraulophone");
    Visitor tom = story.signedIn("tom");
    List<String> toldToTom = heard(tom);
    RequestPage.open(tom, number);
    assertThat(tom.page().locator("#live")).hasText("Live");
    assertThat(presence(tom)).isHidden();
    Visitor sofia = at(story, "sofia", number);
    assertThat(presence(tom)).hasText("Sofia Lind is looking at this");
    assertThat(presence(sofia)).hasText("Tom Becker is looking at this");
    tom.markPage();

    sofia.page().locator("#reply").pressSequentially("A secret");
    assertThat(presence(tom)).hasText("Sofia Lind is writing");
    tom.assertAccessible();
    tom.photograph("desk-presence");
    Visitor camille = story.signedIn("camille");
    List<String> toldToCamille = heard(camille);
    RequestPage.open(camille, number);
    assertThat(camille.page().locator("#presence")).hasCount(0);
    new RequestPage(sofia.page()).sendReply("It sounds well.");
    assertThat(camille.page().locator("#story")).containsText("It sounds well.");

    tom.page().locator("#priority-menu").click();
    sofia.open("/queue");
    assertThat(presence(tom)).isHidden();
    assertThat(tom.page().locator("details[open] #priority-menu")).hasCount(1);
    tom.assertNotReloaded();
    assertThat(toldToTom).anyMatch(said -> said.contains("Sofia Lind"));
    assertThat(toldToTom).noneMatch(said -> said.contains("secret"));
    assertThat(toldToCamille).isNotEmpty().noneMatch(said -> said.startsWith("presence"));
  }

  @Test
  @DisplayName(
      "B3 a request is given to somebody and handed to another team by menus with a search")
  void aRequestIsGivenAndHandedOver(Story story) {
    String number = submit(story, "Sackbut");
    String team =
        story.texts("select name from team where name <> 'Workshop' order by name limit 1").get(0);
    Visitor sofia = at(story, "sofia", number);
    Locator assignee = sofia.page().locator("#assignee-menu");
    assignee.click();
    offered(sofia, "Tom Becker").click();
    assertThat(assignee).hasText("Tom Becker");
    assertThat(sofia.page().locator("#story")).containsText("Tom Becker takes care of it.");

    settle(sofia); // the answer to the choice draws the menu anew
    assignee.click();
    assertThat(sofia.page().locator("details[open].offers input")).isFocused();
    sofia.page().keyboard().type("nob");
    sofia.page().keyboard().press("Enter");
    assertThat(assignee).hasText("Nobody");

    settle(sofia);
    sofia.page().locator("#team-menu").click();
    assertThat(offered(sofia, team)).isVisible();
    sofia.assertAccessible();
    offered(sofia, team).click();
    assertThat(sofia.page().locator("#team-menu")).hasText(team);
  }

  /** Nothing that was sent waits for its answer any more. */
  private static void settle(Visitor visitor) {
    visitor.page().waitForFunction("PrimeFaces.ajax.Queue.isEmpty()");
  }

  private static Locator offered(Visitor visitor, String name) {
    return visitor
        .page()
        .locator("details[open].offers .items button")
        .filter(new Locator.FilterOptions().setHasText(name));
  }

  @Test
  @DisplayName(
      "B4 two who change at once: another property goes through, the same one is asked about")
  void twoWhoChangeAtOnce(Story story) {
    String number = submit(story, "Theremin");
    Visitor tom = at(story, "tom", number);
    Visitor sofia = at(story, "sofia", number);
    tom.page().locator("#note").fill("Half a thought");
    tom.page().locator("#priority-menu").click(); // an open menu is not refreshed
    new RequestPage(sofia.page()).changeStatus("In progress");
    assertThat(sofia.page().locator("#status-menu")).containsText("In progress");
    button(tom, "Set the priority to High").click();
    assertThat(tom.page().locator("#meanwhile"))
        .containsText("Your change is saved. Meanwhile: Sofia Lind set it to: In progress.");
    assertThat(tom.page().locator("#priority-menu")).containsText("High");

    tom.page().locator("#priority-menu").click();
    sofia.page().locator("#priority-menu").click();
    button(sofia, "Set the priority to Low").click();
    assertThat(sofia.page().locator("#priority-menu")).containsText("Low");
    button(tom, "Set the priority to Urgent").click();
    Locator conflict = tom.page().locator("#conflict");
    assertThat(conflict).containsText("You: Urgent — Sofia Lind (just now): Low");
    assertThat(tom.page().locator("#priority-menu")).containsText("Low");
    tom.assertAccessible();
    tom.photograph("desk-conflict");
    tom.page().locator("#use-mine").focus();
    tom.page().keyboard().press("Enter");
    assertThat(tom.page().locator("#priority-menu")).containsText("Urgent");
    assertThat(conflict).hasCount(0);
    assertThat(sofia.page().locator("#priority-menu")).containsText("Urgent");
    assertThat(tom.page().locator("#note")).hasValue("Half a thought");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-GB", "fr-FR"})
  @DisplayName("B4 the menus of the desk fit and are accessible")
  void theMenusFit(String locale, Story story) {
    String number = submit(story, "Serpent");
    Visitor sofia = story.visitor("sofia", locale);
    sofia.open("/request?number=" + number);
    sofia.signIn();
    sofia.page().locator("#reply-templates").click();
    assertThat(sofia.page().locator(".offers[open] .items button")).not().hasCount(0);
    LookST.look(sofia, "desk-templates", locale);
    sofia.page().locator("#macros-menu").click();
    assertThat(sofia.page().locator(".offers[open] .items button")).not().hasCount(0);
    LookST.look(sofia, "desk-macros", locale);
    String macro = story.texts("select id from macro").get(0);
    sofia.open("/macros?macro=" + macro);
    LookST.look(sofia, "desk-macro", locale);
    String template = story.texts("select id from reply_template").get(0);
    sofia.open("/templates?template=" + template);
    LookST.look(sofia, "desk-template", locale);
  }
}
