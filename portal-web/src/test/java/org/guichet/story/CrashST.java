package org.guichet.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.PlaywrightException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guichet.demo.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A customer goes on sending requests while the portal's process is killed again and again.
 * Whatever was accepted is delivered, and nothing twice.
 */
@ExtendWith(House.class)
class CrashST {
  private static final int REQUESTS = 20;
  private static final int KILLS = 5;
  private static final int LATEST_KILL_MILLIS = 4_000;
  private static final double CLICK_MILLIS = 15_000;
  private static final Duration RESTART = Duration.ofSeconds(180);
  private static final Duration CONFIRMED = Duration.ofSeconds(120);

  @Test
  void everyAcceptedRequestArrivesOnceInEverySystem(Story story) throws Exception {
    long seed = Long.getLong("crash.seed", System.nanoTime());
    System.out.println("CrashST: -Dcrash.seed=" + seed);
    String mark = "Crash " + Long.toHexString(seed);
    Visitor camille = story.signedIn("camille").expects(".*");
    camille.page().setDefaultTimeout(CLICK_MILLIS);
    camille.page().setDefaultNavigationTimeout(CLICK_MILLIS);

    CompletableFuture<Void> killer =
        CompletableFuture.runAsync(() -> killAgainAndAgain(story, new Random(seed)));
    List<String> shown = new ArrayList<>();
    for (int i = 1; shown.size() < REQUESTS || !killer.isDone(); i++) {
      submit(camille, mark, i).ifPresent(shown::add);
    }
    killer.get(1, TimeUnit.SECONDS);
    assertThat(Wait.until(RESTART, () -> answers(story))).as("the portal is back").isTrue();

    assertThat(shown).doesNotHaveDuplicates();
    assertThat(Wait.until(CONFIRMED, () -> unconfirmed(story, mark) == 0))
        .as(
            "%d deliveries are not confirmed %s after the portal was back",
            unconfirmed(story, mark), CONFIRMED)
        .isTrue();
    List<String> accepted = accepted(story, mark);
    System.out.printf(
        "CrashST: %d kills, %d requests accepted, %d of them shown%n",
        KILLS, accepted.size(), shown.size());
    for (String number : accepted) {
      for (String system : CompanySystems.ALL) {
        assertThat(story.systems().records(system, number))
            .as("%s in %s", number, system)
            .hasSize(1);
      }
    }
    assertThat(accepted).containsAll(shown);
  }

  /** What the customer does; when the portal dies under his hands he begins again. */
  private static Optional<String> submit(Visitor camille, String mark, int turn) {
    try {
      RequestForm form =
          RequestForm.open(camille).fill("Laptop " + turn, mark + ", number " + turn);
      return Optional.of(form.submit());
    } catch (PlaywrightException e) {
      return Optional.empty();
    }
  }

  private static void killAgainAndAgain(Story story, Random random) {
    for (int kill = 1; kill <= KILLS; kill++) {
      assertThat(Wait.until(RESTART, () -> answers(story)))
          .as("the portal answers before kill " + kill)
          .isTrue();
      pause(random.nextInt(LATEST_KILL_MILLIS));
      long pid = story.addresses().pids().get("portal");
      ProcessHandle portal = ProcessHandle.of(pid).orElseThrow();
      portal.destroyForcibly();
      assertThat(Wait.until(RESTART, () -> story.addresses().pids().get("portal") != pid))
          .as("the portal was started again after kill " + kill)
          .isTrue();
    }
  }

  /** The random moment itself, not a wait for something. */
  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean answers(Story story) {
    HttpRequest probe =
        HttpRequest.newBuilder(URI.create(story.addresses().portal() + "/"))
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      return HttpClient.newHttpClient().send(probe, BodyHandlers.discarding()).statusCode() < 404;
    } catch (java.io.IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static long unconfirmed(Story story, String mark) {
    return story.count(
        "select count(*) from delivery d join service_request r on r.id = d.request_id"
            + " where d.state <> 2 and r.fields->>'description' like ?",
        mark + "%");
  }

  private static List<String> accepted(Story story, String mark) {
    return story.texts(
        "select number from service_request where fields->>'description' like ? order by number",
        mark + "%");
  }
}
