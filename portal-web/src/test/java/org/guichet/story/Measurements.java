package org.guichet.story;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guichet.demo.Wait;

/**
 * Measures a running demo as docs/measurements.md says. Not a test: its figures depend on the
 * machine.
 */
public final class Measurements {
  private static final int SUBMISSIONS = 200;
  private static final int CLICKS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** What the staff choose, and what the customer then reads. */
  private static final List<List<String>> WORDS =
      List.of(
          List.of("in repair", "In repair"),
          List.of("waiting for customer", "Waiting for the customer"));

  private static final String LATENCIES =
      "select (1000 * extract(epoch from max(d.updated_at) - r.submitted_at))::bigint"
          + " from service_request r join delivery d on d.request_id = r.id"
          + " where r.number >= ? group by r.id, r.submitted_at having bool_and(d.state = 2) and count(*) >= 4";

  private Measurements() {}

  /** Visits the demo whose {@code demo.json} is given, or the one of this project. */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments.length > 0 ? arguments[0] : "target/demo.json").toAbsolutePath();
    try (Playwright playwright = org.guichet.story.Browser.playwright();
        Browser browser = org.guichet.story.Browser.launch(playwright)) {
      Story story = new Story(file, browser, "measurements");
      Visitor camille = story.signedIn("camille");
      print("submit to fourth confirmation", submissions(story, camille));
      print("staff's click to the customer's browser", clicks(story, camille));
      System.out.println("portal process: " + memory(story.addresses().pids().get("portal")));
    }
  }

  private static List<Long> submissions(Story story, Visitor camille) {
    String first = submit(camille, 0);
    for (int i = 1; i < SUBMISSIONS; i++) {
      submit(camille, i);
    }
    List<String> done = new ArrayList<>();
    boolean all =
        Wait.until(
            PATIENCE,
            () -> {
              done.clear();
              done.addAll(story.texts(LATENCIES, first));
              return done.size() == SUBMISSIONS;
            });
    System.out.println(
        "confirmed: " + done.size() + " of " + SUBMISSIONS + (all ? "" : ", not all!"));
    return done.stream().map(Long::valueOf).toList();
  }

  private static String submit(Visitor camille, int turn) {
    return RequestForm.open(camille).fill("Laptop " + turn, "Measured.").submit();
  }

  private static List<Long> clicks(Story story, Visitor camille) {
    String number = submit(camille, SUBMISSIONS);
    Locator ticket = new RequestPage(camille.page()).ticket("help desk");
    ticket.filter(new Locator.FilterOptions().setHasText("HD-")).waitFor();
    List<Long> millis = new ArrayList<>();
    for (int i = 0; i < CLICKS; i++) {
      List<String> word = WORDS.get(i % WORDS.size());
      long start = System.nanoTime();
      story.systems().set("helpdesk", number, word.get(0));
      ticket.filter(new Locator.FilterOptions().setHasText(word.get(1))).waitFor();
      millis.add((System.nanoTime() - start) / 1_000_000);
    }
    return millis;
  }

  private static void print(String what, List<Long> millis) {
    List<Long> sorted = millis.stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%s: n=%d p50=%d ms p99=%d ms max=%d ms%n",
        what,
        sorted.size(),
        sorted.get(sorted.size() / 2),
        sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
        sorted.get(sorted.size() - 1));
  }

  private static String memory(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .findFirst()
        .orElse("unknown");
  }
}
