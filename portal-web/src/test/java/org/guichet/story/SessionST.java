package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.regex.Pattern;
import org.guichet.demo.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sessions end and begin, in several tabs and by Keycloak's own hand. */
@ExtendWith(House.class)
class SessionST {

  @Test
  void anAjaxCallAfterTheSessionsEndComesBackToTheSamePageWithTheTextStillThere(Story story) {
    Visitor camille = story.signedIn("camille").expects("401");
    String number = RequestForm.open(camille).fill("Phone", "Session story.").submit();
    RequestPage page = RequestPage.open(camille, number);
    page.reply().fill("Typed before the session ended.");
    camille.loseEverySession();
    camille.page().getByText("Send reply").click();
    camille.signIn();
    camille.page().waitForURL(Pattern.compile(".*/request\\?number=" + number + ".*"));
    assertThat(page.reply()).hasValue("Typed before the session ended.");
    page.sendReply("Sent after signing in again.");
    assertThat(page.timeline()).containsText("Sent after signing in again.");
  }

  @Test
  void everyTabComesBackToItsOwnPage(Story story) {
    Visitor nadia = story.visitor("nadia");
    Page first = nadia.page();
    Page second = nadia.newTab();
    first.navigate("/services");
    second.navigate("/requests");
    nadia.signIn(first);
    first.waitForURL(Pattern.compile(".*/services$"));
    // Keycloak's page notices by itself that somebody signed in beside it.
    second.waitForURL(Pattern.compile(".*/requests.*"));
  }

  @Test
  void whoeverKeycloakSignsOutIsSignedOutHere(Story story) {
    Visitor julien = story.signedIn("julien");
    julien.open("/requests");
    assertThat(julien.page()).hasURL(Pattern.compile(".*/requests.*"));
    new KeycloakAdministration(story.addresses().keycloak()).signOut("julien");
    assertThat(
            Wait.until(
                Duration.ofSeconds(20),
                () -> {
                  julien.open("/requests");
                  return julien.page().url().contains("/realms/");
                }))
        .as("the portal asks him to sign in again")
        .isTrue();
  }
}
