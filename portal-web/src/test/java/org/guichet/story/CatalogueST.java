package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A supervisor makes services and forms; customers are asked what was published. */
@ExtendWith(House.class)
class CatalogueST {

  private static Locator button(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(
            AriaRole.BUTTON,
            new Page.GetByRoleOptions().setName(name).setExact(true).setDisabled(false));
  }

  /** A button of a row that is a sign alone. */
  private static Locator sign(Visitor visitor, String label) {
    return visitor.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
  }

  private static void type(Visitor visitor, String name, String english, String french) {
    visitor.page().locator("#" + name + "-en").fill(english);
    visitor.page().locator("#" + name + "-fr").fill(french);
  }

  /** A service of its own category, without a form; its key. */
  private static String make(Visitor sofia, String name) {
    sofia.open("/catalogue?category=new");
    type(sofia, "category-name", name + " category", "Catégorie " + name);
    button(sofia, "Add the category").click();
    sofia.sees("Saved.");
    sofia.open("/catalogue?service=new");
    type(sofia, "name", name, name + " (fr)");
    type(sofia, "summary", "Bring it, we " + name + " it.", "Apportez, nous nous en occupons.");
    sofia.page().locator("#category").selectOption(name + " category");
    sofia.page().locator("#team").selectOption("Workshop");
    button(sofia, "Add the service").click();
    sofia.sees("Added. Customers see it once its form is published.");
    return name.toLowerCase(java.util.Locale.ROOT);
  }

  private static void ask(Visitor sofia, String service, String kind, String english) {
    sofia.open("/form?service=" + service + "&question=new&section=0&kind=" + kind);
    type(sofia, "label", english, english + " ?");
  }

  private static void add(Visitor sofia) {
    button(sofia, "Add the question").click();
    sofia.sees("Saved. Customers see it when the form is published.");
  }

  @Test
  @DisplayName(
      "B8 a service and its form are made, published and changed; old requests keep theirs")
  void aServiceIsMade(Story story) {
    Visitor sofia = story.signedIn("sofia");
    String service = make(sofia, "Engraving");
    Visitor camille = story.signedIn("camille");
    assertThat(camille.status("/new?type=" + service)).isEqualTo(404);

    ask(sofia, service, "TEXT", "Which words");
    sofia.page().locator("#required").check();
    add(sofia);
    ask(sofia, service, "YES_NO", "Is it a gift");
    add(sofia);
    ask(sofia, service, "CHOICE", "Which paper");
    sofia.page().locator("[id$='0:option-en']").fill("Red");
    sofia.page().locator("[id$='0:option-fr']").fill("Rouge");
    sofia.page().locator("[id$='1:option-en']").fill("Blue");
    sofia.page().locator("#when").selectOption("Only by the answer to “Is it a gift”");
    sofia.page().locator("[data-answers-of=isItAGift]").getByText("Yes").click();
    button(sofia, "Add the question").click();
    sofia.sees("Fill this in.");
    sofia.assertAccessible();
    sofia.photograph("form-to-mend");
    sofia.page().locator("[id$='1:option-fr']").fill("Bleu");
    button(sofia, "Another answer").click();
    assertThat(sofia.page().locator("[id$='2:option-en']")).isVisible();
    assertThat(sofia.page().locator("[id$='1:option-fr']")).hasValue("Bleu");
    button(sofia, "Remove answer 3").click();
    assertThat(sofia.page().locator("[id$='2:option-en']")).hasCount(0);
    add(sofia);
    assertThat(sofia.page().locator("#outline"))
        .containsText("One of several · only when “Is it a gift” is Yes");
    sofia.assertNoSidewaysScrolling();
    sofia.photograph("form-outline");

    sofia.open("/new?type=" + service + "&preview=draft");
    sofia.sees("Preview: nothing is sent or kept");
    sofia.page().reload();
    sofia.sees("Preview: nothing is sent or kept");
    assertThat(sofia.page().locator("#form-state[data-url]")).hasCount(0); // nowhere to keep it
    assertThat(sofia.page().locator("[data-field=whichPaper]")).isHidden();
    sofia.page().locator("label", new Page.LocatorOptions().setHasText("Yes")).click();
    assertThat(sofia.page().locator("[data-field=whichPaper]")).isVisible();
    button(sofia, "Check the answers").click();
    assertThat(sofia.page().locator("#q-whichWords-error")).not().isEmpty();
    sofia.assertAccessible();
    sofia.photograph("form-preview");
    sofia.page().locator("#q-whichWords").fill("To Ada");
    button(sofia, "Check the answers").click();
    sofia.sees("Everything is right: it could be sent like this.");
    assertThat(button(sofia, "Send request")).hasCount(0);
    assertThat(
            story.count(
                "select count(*) from draft d join request_type t on t.id = d.type_id where t.key = ?",
                service))
        .isZero();

    sofia.open("/form?service=" + service);
    button(sofia, "Publish").click();
    sofia.sees("Published. Customers are asked this from now on");
    camille.open("/services");
    camille
        .page()
        .getByText("Engraving", new Page.GetByTextOptions().setExact(true))
        .first()
        .click();
    camille.page().locator("#q-whichWords").fill("To Ada");
    String number = new RequestForm(camille.page()).submit();

    sign(sofia, "Remove the question “Which words”").click();
    sofia.sees("Removed from the draft.");
    assertThat(camille.status("/new?type=" + service)).isEqualTo(200);
    button(sofia, "Publish").click();
    sofia.sees("Version 2");
    camille.open("/new?type=" + service);
    assertThat(camille.page().locator("#q-whichWords")).hasCount(0);
    camille.open("/request?number=" + number);
    camille.sees("Which words");

    sofia.open("/catalogue?service=" + service);
    sofia.page().locator("#offered").uncheck();
    button(sofia, "Save the service").click();
    sofia.sees("Not on offer");
    assertThat(camille.status("/new?type=" + service)).isEqualTo(404);
  }

  @Test
  @DisplayName("B8 two who change a form at once, and what cannot be published, are told")
  void twoWhoChangeAForm(Story story) {
    Visitor sofia = story.signedIn("sofia");
    String service = make(sofia, "Gilding");
    ask(sofia, service, "YES_NO", "With gold");
    add(sofia);
    ask(sofia, service, "TEXT", "How much");
    sofia.page().locator("#when").selectOption("Only by the answer to “With gold”");
    sofia.page().locator("[data-answers-of=withGold]").getByText("Yes").click();
    Visitor other = story.signedIn("sofia");
    other.open("/form?service=" + service + "&question=withGold");
    add(sofia);
    sign(other, "Remove the question “With gold”").click();
    other.sees("Somebody else has changed the form meanwhile: this is how it is now.");
    other.sees("How much");
    type(other, "label", "With silver", "En argent");
    button(other, "Save the question").click();
    other.sees("nothing of yours was kept. Open it anew in another tab");
    assertThat(other.page().locator("#label-en")).hasValue("With silver");
    sign(other, "Remove the question “With gold”").click();
    other.sees("It depends on a question that is not before it any more.");
    other.assertAccessible();
    other.photograph("form-faults");
    button(other, "Publish").click();
    other.sees("It cannot be published yet");
    other.open("/form?service=" + service + "&question=howMuch");
    button(other, "Save the question").click(); // asked always: there is nothing to depend on
    other.sees("Saved. Customers see it when the form is published.");
    assertThat(other.page().locator("#outline")).not().containsText("It cannot be published yet");
    button(other, "Discard the changes").first().click();
    other.page().locator("#discard-do").click();
    other.sees("Customers do not see the service: no form was published");
    assertThat(other.page().locator("#discard-dialog")).isHidden();

    sofia.open("/catalogue?category=gilding-category");
    button(sofia, "Remove the category").click();
    sofia.sees("Services or articles stand in it: move them first.");
    sofia.assertAccessible();

    Visitor tom = story.signedIn("tom");
    assertThat(tom.status("/catalogue")).isEqualTo(403);
    assertThat(tom.status("/form?service=" + service)).isEqualTo(403);
    assertThat(tom.status("/new?type=device-repair&preview=draft")).isEqualTo(403);
    assertThat(sofia.status("/form?service=nothing")).isEqualTo(404);
    assertThat(sofia.status("/new?type=device-repair&preview=99")).isEqualTo(404);
  }
}
