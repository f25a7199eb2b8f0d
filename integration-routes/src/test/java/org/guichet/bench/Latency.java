package org.guichet.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.guichet.integration.Eventually;
import org.guichet.node.JavaProcess;

/**
 * Requests at a fixed pace, whether or not the earlier ones have arrived, from the moment each was
 * meant to be sent: a stall counts for everybody whom it keeps waiting.
 */
final class Latency {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URI submit;
  private final JavaProcess sink;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /**
   * @param submit where a request is posted
   */
  Latency(URI submit, JavaProcess sink) {
    this.submit = submit;
    this.sink = sink;
  }

  /** One request: when it was to be sent, its number, when that was answered. */
  private record Sent(long meant, String number, long answered) {}

  /** The rows of the table for that pace and time. */
  List<String> measure(int perSecond, int seconds) throws Exception {
    sink.ask("reset");
    List<CompletableFuture<Sent>> calls = new ArrayList<>();
    long begin = System.nanoTime() + 100_000_000L;
    long pace = 1_000_000_000L / perSecond;
    for (int i = 0; i < perSecond * seconds; i++) {
      long meant = begin + i * pace;
      for (long left = meant - System.nanoTime(); left > 0; left = meant - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      calls.add(post(meant, i));
    }
    List<Sent> sent = calls.stream().map(CompletableFuture::join).toList();
    Map<String, long[]> arrivals = arrivals(sent.size());
    List<Double> accepted = new ArrayList<>();
    List<Double> fourth = new ArrayList<>();
    List<Double> afterAcceptance = new ArrayList<>();
    for (Sent call : sent) {
      long last = Arrays.stream(arrivals.get(call.number())).max().orElseThrow();
      accepted.add((call.answered() - call.meant()) / 1e6);
      fourth.add((last - call.meant()) / 1e6);
      afterAcceptance.add((last - call.answered()) / 1e6);
    }
    return List.of(
        row("POST meant to be sent → accepted", accepted),
        row("POST meant to be sent → arrived at the fourth sink", fourth),
        row("accepted → arrived at the fourth sink", afterAcceptance));
  }

  /** So many requests one after the other, so that what is measured afterwards is compiled. */
  void warmUp(int requests) throws Exception {
    sink.ask("reset");
    for (int i = 0; i < requests; i++) {
      post(System.nanoTime(), i).join();
    }
    arrivals(requests);
  }

  private CompletableFuture<Sent> post(long meant, int number) {
    HttpRequest request =
        HttpRequest.newBuilder(submit).POST(BodyPublishers.ofString("Measured " + number)).build();
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenApply(answer -> new Sent(meant, number(answer), System.nanoTime()));
  }

  private static String number(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw new IllegalStateException("The POST was answered with " + answer.statusCode());
    }
    return answer.body();
  }

  /** Waits until each request has arrived everywhere. */
  private Map<String, long[]> arrivals(int requests) throws Exception {
    long arrived =
        Eventually.value(
            () -> Long.parseLong(sink.ask("count")), count -> count >= 4L * requests, PATIENCE);
    if (arrived < 4L * requests) {
      throw new IllegalStateException("Not everything arrived: " + arrived);
    }
    return parse(sink.ask("arrivals"));
  }

  private static Map<String, long[]> parse(String line) {
    Map<String, long[]> arrivals = new HashMap<>();
    for (String entry : line.split(" ")) {
      String[] parts = entry.split("=");
      arrivals.put(
          parts[0], Arrays.stream(parts[1].split(",")).mapToLong(Long::parseLong).toArray());
    }
    return arrivals;
  }

  static String header() {
    return "| what | n | p50 ms | p99 ms | max ms |\n|---|---|---|---|---|";
  }

  private static String row(String what, List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f |",
        what,
        sorted.size(),
        sorted.get((sorted.size() - 1) / 2),
        sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1),
        sorted.get(sorted.size() - 1));
  }
}
