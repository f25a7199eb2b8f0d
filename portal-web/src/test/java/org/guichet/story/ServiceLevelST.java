package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A supervisor promises something, an agent sees it and why, and it is missed before his eyes. */
@ExtendWith(House.class)
class ServiceLevelST {
  private static final double LATER = 240_000;

  private static final String HOLIDAYS =
      String.join(
          "\r\n",
          "BEGIN:VCALENDAR",
          "VERSION:2.0",
          "PRODID:-//holidays//EN",
          "BEGIN:VEVENT",
          "UID:1",
          "DTSTART;VALUE=DATE:20301225",
          "SUMMARY:Christmas",
          "END:VEVENT",
          "BEGIN:VEVENT",
          "UID:2",
          "DTSTART:20301231T180000Z",
          "SUMMARY:Party",
          "END:VEVENT",
          "END:VCALENDAR",
          "");

  @Test
  @DisplayName("B5 a target is set, seen, explained and missed")
  void aTargetIsSetSeenExplainedAndMissed(Story story) {
    Visitor sofia = story.signedIn("sofia");
    makesACalendar(sofia);
    promises(sofia);

    Visitor tom = story.signedIn("tom");
    Visitor camille = story.signedIn("camille");
    String number = reportsAFault(camille);
    camille.sees("We usually answer by Today");

    RequestPage page = RequestPage.open(tom, number);
    Locator properties = tom.page().locator("[id='properties-form:properties']");
    assertThat(properties).containsText("due in");
    tom.page().locator("#why-FIRST_RESPONSE > summary").click();
    assertThat(properties)
        .containsText("At priority High the first answer is promised within 2 min");
    assertThat(properties).containsText("Day and night");
    assertThat(properties).containsText("So it is due on");
    tom.assertAccessible();
    tom.assertNoSidewaysScrolling();
    tom.photograph("why");

    tom.markPage();
    assertThat(page.timeline())
        .containsText("The deadline for the first answer was missed", within());
    assertThat(page.timeline()).containsText("the rule of the service acted: priority Urgent");
    assertThat(properties).containsText("overdue by", within());
    tom.assertNotReloaded();
    tom.photograph("missed");

    tom.open("/queue?queue=all&due=over&sort=due");
    Locator row = tom.page().locator("tr").filter(new Locator.FilterOptions().setHasText(number));
    assertThat(row).containsText("overdue by");
    tom.assertAccessible();
    tom.photograph("queue-overdue");
    row.getByText("Why?").click();
    assertThat(tom.page().locator("#why-next")).isVisible();

    page.sendReply("We come at once.");
    assertThat(properties).containsText("too late");
    assertThat(
            story.texts(
                "select e.type from outbox_event e join service_request r on r.id = e.request_id"
                    + " where r.number = ? and e.type like 'deadline.%' order by e.id",
                number))
        .doesNotHaveDuplicates()
        .contains("deadline.missed");
    assertThat(
            story.texts(
                "select action from audit_entry where actor like 'Sofia%'"
                    + " and (action like 'calendar.%' or action like 'service_level.%') order by id"))
        .containsExactly("calendar.added", "service_level.changed");
  }

  private static void makesACalendar(Visitor sofia) {
    sofia.open("/service-levels?calendar=new");
    Page page = sofia.page();
    page.locator("#zone").fill("Paris");
    for (String day :
        List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")) {
      page.locator("#hours-" + day).fill("0-24");
    }
    page.locator("#hours-SUNDAY").fill("all day");
    button(sofia, "Save the calendar").click();
    sofia.sees("Nothing was kept: something is to mend.");
    sofia.sees("“Paris” is no time zone.");
    sofia.sees("“all day” is no interval.");
    assertThat(page.locator("#hours-SUNDAY")).hasValue("all day");
    sofia.assertAccessible();
    sofia.photograph("calendar-to-mend");

    page.locator("#calendar-name").fill("Day and night");
    page.locator("#zone").fill("Europe/Paris");
    page.locator("#hours-SUNDAY").fill("0-24");
    page.locator("#ics")
        .setInputFiles(
            new FilePayload(
                "holidays.ics", "text/calendar", HOLIDAYS.getBytes(StandardCharsets.UTF_8)));
    assertThat(page.locator("#ics-text")).hasValue(Pattern.compile("Party"));
    button(sofia, "Read the file").click();
    sofia.sees("1 holiday was found in the file.");
    sofia.sees("Party: it has a time of day");
    assertThat(page.locator("#holidays")).hasValue("2030-12-25 Christmas");
    button(sofia, "Save the calendar").click();
    sofia.sees("Saved.");
    assertThat(page.locator("#lists")).containsText("Day and night");
  }

  private static void promises(Visitor sofia) {
    sofia.open("/service-levels?service=network-fault");
    Page page = sofia.page();
    page.locator("#level-calendar").selectOption("Day and night");
    page.locator("#target-HIGH-FIRST_RESPONSE").fill("soon");
    button(sofia, "Save the targets").click();
    sofia.sees("“soon” is no time.");
    assertThat(page.locator("#target-HIGH-FIRST_RESPONSE")).hasValue("soon");
    sofia.assertAccessible();
    sofia.assertNoSidewaysScrolling();
    sofia.photograph("level-to-mend");

    page.locator("#target-HIGH-FIRST_RESPONSE").fill("2 min");
    page.locator("#target-URGENT-FIRST_RESPONSE").fill("2 min");
    button(sofia, "Save the targets").click();
    sofia.sees("Saved.");
  }

  private static String reportsAFault(Visitor camille) {
    camille.open("/new?type=network-fault");
    camille.page().locator("#q-place").fill("Second floor");
    camille.page().getByLabel("No connection at all").check();
    return new RequestForm(camille.page()).submit();
  }

  private static ContainsTextOptions within() {
    return new ContainsTextOptions().setTimeout(LATER);
  }

  private static Locator button(Visitor visitor, String name) {
    return visitor
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
