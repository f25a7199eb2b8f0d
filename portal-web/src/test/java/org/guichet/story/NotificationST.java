package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.guichet.demo.Wait;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** C10: what people are told, in the page and by mail, and how they choose. */
@ExtendWith(House.class)
class NotificationST {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String JULIEN = "julien@cabinet-moreau.example";
  private static final String NADIA = "nadia@atelier-nord.example";

  @Test
  @DisplayName("C10 The bell counts live, opening reads, one or all can be marked")
  void theBellCountsLiveAndOpeningReads(Story story) {
    Visitor nadia = story.signedIn("nadia");
    String number = RequestForm.open(nadia).fill("Bell story lamp", "It is dark.").submit();
    nadia.open("/notifications");
    readAll(nadia);
    nadia.open("/services");
    assertThat(bell(nadia)).hasAttribute("aria-label", "Notifications, none unread");
    nadia.markPage();

    Visitor tom = story.signedIn("tom");
    RequestPage desk = RequestPage.open(tom, number);
    desk.sendReply("Is it plugged in?");
    assertThat(bell(nadia)).hasText("1");
    assertThat(bell(nadia)).hasAttribute("aria-label", "Notifications, 1 unread");
    nadia.assertNotReloaded();

    bell(nadia).focus();
    nadia.page().keyboard().press("Enter");
    nadia.page().waitForURL(Pattern.compile(".*/notifications"));
    Locator row = row(nadia, number, "wrote a message");
    assertThat(row).containsText("Is it plugged in?");
    nadia.assertAccessible();
    nadia.markPage();
    desk.changeStatus("Waiting for customer");
    nadia.page().getByRole(AriaRole.BUTTON, named("There is something new")).click();
    assertThat(row(nadia, number, "Your reply is needed.")).containsText(number);
    nadia.assertNotReloaded();

    mark(row(nadia, number, "Your reply is needed.")).click();
    assertThat(bell(nadia)).hasText("1");
    row(nadia, number, "wrote a message").getByRole(AriaRole.LINK).focus();
    nadia.page().keyboard().press("Enter");
    nadia.page().waitForURL(Pattern.compile(".*/request\\?number=.*"));
    assertThat(bell(nadia)).hasAttribute("aria-label", "Notifications, none unread");

    // What happens before her eyes is read.
    desk.sendReply("Then it is the bulb.");
    assertThat(new RequestPage(nadia.page()).timeline()).containsText("Then it is the bulb.");
    assertThat(bell(nadia)).hasAttribute("aria-label", "Notifications, none unread");
  }

  @Test
  @DisplayName("C10 Mails tell what the person wants, and end with one click")
  void mailsTellWhatThePersonWants(Story story) throws Exception {
    Visitor nadia = story.signedIn("nadia");
    String number = RequestForm.open(nadia).fill("Mail story lamp", "It is dark.").submit();
    JsonObject confirmation = mails(story, NADIA, number, 1).get(0);
    assertThat(confirmation.getString("text")).contains("we have received your request " + number);
    assertThat(new RequestPage(nadia.page()).sentence()).containsText("All four systems have it.");
    assertThat(new RequestPage(nadia.page()).timeline()).not().containsText("Mail <");

    Visitor tom = story.signedIn("tom");
    RequestPage desk = RequestPage.open(tom, number);
    desk.sendReply("Is it plugged in?");
    JsonObject mail = mails(story, NADIA, number, 2).get(0);
    assertThat(mail.getString("text")).contains("Is it plugged in?");
    assertThat(mail.getBoolean("oneClick")).isTrue();
    tom.open(story.addresses().simulator().get("mail"));
    tom.page().getByRole(AriaRole.LINK, named(NADIA)).click();
    tom.page().getByRole(AriaRole.LINK, named("Re: [" + number)).first().click();
    tom.sees("Is it plugged in?");
    tom.assertAccessible();
    tom.photograph("simulator-mail");

    String end = mail.getString("unsubscribe");
    Visitor stranger = story.visitor("albert");
    stranger.open(end);
    stranger.sees("No more of these mails?");
    stranger.sees("Messages and files");
    LookST.look(stranger, "unsubscribe", "en-GB");
    assertThat(wantsMail(story, "MESSAGE")).as("a look alone changes nothing").isTrue();
    HttpResponse<String> answer = oneClick(end);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(wantsMail(story, "MESSAGE")).isFalse();
    assertThat(oneClick(end.replaceAll(".$", "~")).statusCode()).isEqualTo(410);

    desk = RequestPage.open(tom, number);
    desk.sendReply("No mail about this.");
    desk.changeStatus("Solved");
    String news = mails(story, NADIA, number, 3).get(0).getString("text");
    assertThat(news).contains("It is now: solved.").doesNotContain("No mail about this.");

    nadia.open("/profile");
    assertThat(box(nadia, "Messages and files: by mail")).not().isChecked();
    box(nadia, "Messages and files: by mail").check();
    save(nadia);
    assertThat(wantsMail(story, "MESSAGE")).isTrue();
  }

  @Test
  @DisplayName("C10 C1 The profile keeps kinds and quiet hours, and loses nothing typed")
  void theProfileKeepsWhatIsChosen(Story story) {
    Visitor julien = story.signedIn("julien");
    julien.page().locator("details.account summary").click();
    julien.page().getByRole(AriaRole.LINK, named("Profile")).click();
    julien.sees(JULIEN);
    assertThat(julien.page().locator("main")).not().containsText("Internal notes");
    assertThat(julien.page().getByRole(AriaRole.LINK, named("account pages")))
        .hasAttribute("href", Pattern.compile(".*/realms/guichet/account/.*"));
    julien.assertAccessible();

    box(julien, "Messages and files: in the portal").focus();
    julien.page().keyboard().press("Space");
    box(julien, "Send me no mails in these hours").check();
    julien.page().getByLabel("From", exact()).fill("08:00");
    julien.page().getByLabel("To", exact()).fill("08:00");
    julien.page().getByLabel("Time zone").selectOption("Asia/Tokyo");
    julien.page().getByRole(AriaRole.BUTTON, named("Save")).click();
    julien.sees("Quiet hours end at another time than they begin");
    assertThat(julien.page().getByLabel("From", exact())).hasValue("08:00");
    assertThat(julien.page().getByLabel("Time zone")).hasValue("Asia/Tokyo");
    assertThat(box(julien, "Messages and files: in the portal")).not().isChecked();
    julien.assertAccessible();

    julien.page().getByLabel("To", exact()).fill("20:00");
    julien.page().keyboard().press("Enter");
    julien.sees("Your choices are saved.");
    julien.open("/profile");
    assertThat(julien.page().getByLabel("To", exact())).hasValue("20:00");
    assertThat(julien.page().getByLabel("Time zone")).hasValue("Asia/Tokyo");
    assertThat(box(julien, "Messages and files: in the portal")).not().isChecked();

    box(julien, "Messages and files: in the portal").check();
    box(julien, "Send me no mails in these hours").uncheck();
    save(julien);
  }

  private static Locator bell(Visitor visitor) {
    return visitor.page().locator("#bell");
  }

  private static Locator row(Visitor visitor, String number, String text) {
    return visitor
        .page()
        .locator("#list li")
        .filter(new Locator.FilterOptions().setHasText(number))
        .filter(new Locator.FilterOptions().setHasText(text));
  }

  private static Locator mark(Locator row) {
    return row.getByRole(
        AriaRole.BUTTON,
        new Locator.GetByRoleOptions().setName(Pattern.compile("Mark as read: .*")));
  }

  private static void readAll(Visitor visitor) {
    Locator all = visitor.page().getByRole(AriaRole.BUTTON, named("Mark all as read"));
    if (all.count() > 0) {
      all.click();
      assertThat(all).hasCount(0);
    }
  }

  private static Locator box(Visitor visitor, String name) {
    return visitor.page().getByRole(AriaRole.CHECKBOX, named(name).setExact(true));
  }

  private static void save(Visitor visitor) {
    visitor.page().getByRole(AriaRole.BUTTON, named("Save")).click();
    visitor.sees("Your choices are saved.");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByLabelOptions exact() {
    return new Page.GetByLabelOptions().setExact(true);
  }

  private static boolean wantsMail(Story story, String kind) {
    return story.count(
            "select count(*) from notification_choice c join person p on p.id = c.person_id"
                + " where p.username = 'nadia' and c.kind = ? and not c.by_mail",
            kind)
        == 0;
  }

  private static List<JsonObject> mails(Story story, String to, String number, int atLeast) {
    assertThat(Wait.until(PATIENCE, () -> story.systems().mails(to, number).size() >= atLeast))
        .as("%s gets %d mails about %s", to, atLeast, number)
        .isTrue();
    return story.systems().mails(to, number);
  }

  /** What a mail program does behind its own button (RFC 8058): no cookie, no page, no question. */
  private static HttpResponse<String> oneClick(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                .build(),
            BodyHandlers.ofString());
  }
}
