package org.guichet.story;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard (B7). */
@ExtendWith(House.class)
class DashboardST {

  private static String submit(Story story, String device) {
    return RequestForm.open(story.signedIn("camille")).fill(device, "Please look.").submit();
  }

  private static Locator figure(Visitor visitor, String key) {
    return visitor.page().locator("[data-figure=" + key + "]");
  }

  private static Locator chart(Visitor visitor, String key) {
    return visitor.page().locator(".chart--" + key);
  }

  private static String since(int days) {
    return "/dashboard?from=" + LocalDate.now().minusDays(days);
  }

  /** The number of requests that the queue's head names: "12 requests". */
  private static String listed(Visitor visitor) {
    return visitor.page().locator("#count").textContent().replaceAll("\\D", "");
  }

  @Test
  @DisplayName("B7 every figure opens the list behind it, and the list has as many")
  void everyFigureOpensItsList(Story story) {
    PastRequests.write(story, submit(story, "Gauge"));
    Visitor sofia = story.signedIn("sofia");
    String week = since(7); // of its own: figures are remembered for a moment
    for (String key : List.of("submitted", "solved", "open", "overdue")) {
      sofia.open(week);
      String value = figure(sofia, key).textContent();
      assertThat(value).isNotEqualTo("0");
      figure(sofia, key).click();
      sofia.page().waitForURL(url -> url.contains("/queue?"));
      assertThat(listed(sofia)).as(key).isEqualTo(value);
    }

    // A line of a table, by the keyboard.
    sofia.open(week);
    Locator table = chart(sofia, "promises").locator("details.chart__table");
    table.locator("summary").focus();
    sofia.page().keyboard().press("Enter");
    Locator missed = table.locator("tbody tr").first().locator(".figure").last();
    String many = missed.textContent();
    missed.focus();
    sofia.page().keyboard().press("Enter");
    sofia.page().waitForURL(url -> url.contains("promise=first_response-missed"));
    assertThat(listed(sofia)).isEqualTo(many);
    sofia.sees("Service level: first answer too late");

    // A bar, by the pointer.
    sofia.open(week);
    Locator canvas = chart(sofia, "backlog").locator("canvas");
    canvas.scrollIntoViewIfNeeded();
    Object bar =
        canvas.evaluate(
            "canvas => { const chart = Chart.getChart(canvas); chart.stop(); chart.update('none');"
                + " const set = 0;"
                + " const found = chart.getDatasetMeta(set).data[0];"
                + " return [found.x, (found.y + found.base) / 2, chart.data.datasets[set].data[0]]; }");
    List<?> place = (List<?>) bar;
    canvas.click(
        new Locator.ClickOptions()
            .setPosition(
                ((Number) place.get(0)).doubleValue(), ((Number) place.get(1)).doubleValue()));
    sofia.page().waitForURL(url -> url.contains("/queue?") && url.contains("from="));
    assertThat(listed(sofia)).isEqualTo(Integer.toString(((Number) place.get(2)).intValue()));
    PastRequests.forget(story);
  }

  @Test
  @DisplayName("B7 a chart is saved as a picture and as a table")
  void aChartIsSaved(Story story) throws IOException {
    submit(story, "Ruler");
    Visitor sofia = story.signedIn("sofia");
    sofia.open("/dashboard?period=7");
    Page page = sofia.page();
    Locator volume = chart(sofia, "volume");
    volume.locator("summary").first().click();
    Download csv = page.waitForDownload(() -> volume.getByText("Table (CSV)").click());
    assertThat(csv.suggestedFilename()).isEqualTo("volume.csv");
    assertThat(Files.readString(csv.path()))
        .startsWith("\uFEFFTime,Requests sent,Solved")
        .hasLineCount(8);
    volume.locator("summary").first().click();
    if (!volume.getByText("Picture (PNG)").isVisible()) {
      volume.locator("summary").first().click();
    }
    Download png = page.waitForDownload(() -> volume.getByText("Picture (PNG)").click());
    assertThat(ImageIO.read(png.path().toFile()).getWidth()).isGreaterThan(200);
    assertThat(sofia.status("/dashboard.csv?chart=nothing")).isEqualTo(404);
  }

  @Test
  @DisplayName("B7 period and team are in the address; days that make no period are named and kept")
  void periodAndTeamAreInTheAddress(Story story) {
    submit(story, "Compass");
    Visitor sofia = story.signedIn("sofia");
    sofia.open("/dashboard");
    Page page = sofia.page();
    page.getByText("90 days").click();
    assertThat(page).hasURL(Pattern.compile(".*period=90.*"));
    page.getByLabel("Team").selectOption("Front office");
    page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page).hasURL(Pattern.compile(".*team=[0-9a-f-]{36}.*"));
    assertThat(page.getByLabel("Team").locator("option:checked")).hasText("Front office");
    String today = LocalDate.now().toString();
    page.getByLabel("From").fill(today);
    page.getByLabel("Until").fill("2020-01-01");
    page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
    sofia.sees("These days make no period.");
    assertThat(page.getByLabel("From")).hasValue(today);
    assertThat(page.getByLabel("Until")).hasValue("2020-01-01");
    sofia.assertAccessible();
    sofia.open("/dashboard?from=2020-01-01&to=2020-01-31&team=" + java.util.UUID.randomUUID());
    sofia.sees("Nothing to show yet");
    sofia.assertAccessible();
    sofia.photograph("dashboard-nothing");
  }

  @Test
  @DisplayName("B7 an agent sees the figures of his teams, a customer none")
  void anAgentSeesHisTeams(Story story) {
    PastRequests.write(story, submit(story, "Caliper"));
    Visitor tom = story.signedIn("tom");
    tom.open(since(40));
    String workshop = figure(tom, "submitted").textContent();
    assertThat(tom.page().getByLabel("Team").locator("option")).hasCount(2);
    figure(tom, "submitted").click();
    tom.page().waitForURL(url -> url.contains("/queue?"));
    assertThat(listed(tom)).isEqualTo(workshop);
    Visitor sofia = story.signedIn("sofia");
    sofia.open(since(40));
    assertThat(Integer.parseInt(figure(sofia, "submitted").textContent()))
        .isGreaterThan(Integer.parseInt(workshop));
    Visitor camille = story.signedIn("camille");
    assertThat(camille.status("/dashboard")).isEqualTo(403);
    assertThat(camille.status("/dashboard.csv?chart=volume")).isEqualTo(403);
    PastRequests.forget(story);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-GB", "fr-FR"})
  @DisplayName("B7 the dashboard fits and is accessible")
  void theDashboardFitsAndIsAccessible(String locale, Story story) {
    PastRequests.write(story, submit(story, "Sextant"));
    Visitor sofia = story.visitor("sofia", locale);
    sofia.open("/dashboard?period=90");
    sofia.signIn();
    LookST.look(sofia, "dashboard", locale);
    sofia.page().locator("details.chart__table summary").first().click();
    LookST.look(sofia, "dashboard-table", locale);
    PastRequests.forget(story);
  }
}
