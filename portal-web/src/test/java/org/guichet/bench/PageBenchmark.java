package org.guichet.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.guichet.demo.Addresses;
import org.guichet.demo.DemoEnvironment;
import org.guichet.demo.DemoSettings;
import org.guichet.demo.Progress;

/**
 * {@code mvn -Pbench-pages}: what pages cost, over real HTTP with sessions, beside two believable
 * years of requests. Writes Markdown to {@code target/bench/pages.md} and prints it.
 */
public final class PageBenchmark {
  private static final List<Integer> USERS = List.of(1, 8, 32);
  private static final int NUMBERS = 200;

  private final PageSettings settings = new PageSettings();
  private final Path root;
  private final Report report;
  private Addresses addresses;
  private BenchDatabase database;
  private final Map<String, List<PageVisitor>> visitors = new LinkedHashMap<>();

  private PageBenchmark(Path root) throws Exception {
    this.root = root;
    this.report =
        new Report(Files.createDirectories(root.resolve("target/bench")).resolve("pages.md"));
  }

  /**
   * @param arguments the project's directory
   */
  public static void main(String[] arguments) throws Exception {
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.SEVERE);
    PageBenchmark benchmark = new PageBenchmark(Path.of(arguments[0]).toAbsolutePath().normalize());
    benchmark.run();
    System.exit(0); // pooled connections of the clients would keep the process
  }

  private void run() throws Exception {
    DemoSettings demo =
        DemoSettings.forBenchmark(root, settings.requests(), settings.jvm(), !settings.keep());
    try (DemoEnvironment environment = new DemoEnvironment(demo, Progress.sinceKeypress())) {
      environment.start();
      addresses = environment.addresses();
      database = new BenchDatabase(addresses.database());
      report.title(settings + "; " + database.size());
      if (settings.has("pages")) {
        signIn();
        weights();
        pages();
      }
      if (settings.has("search")) {
        search();
      }
      if (settings.has("dashboard")) {
        dashboard();
      }
    }
  }

  /** Three people, each at as many computers as there are users at once. */
  private void signIn() {
    int most = USERS.get(USERS.size() - 1);
    for (String username : List.of("camille", "julien", "sofia")) {
      List<PageVisitor> sessions = new ArrayList<>();
      for (int i = 0; i < most; i++) {
        sessions.add(
            i < settings.sessions()
                ? PageVisitor.signIn(addresses.portal(), username)
                : sessions.get(i - settings.sessions()).anotherConnection());
      }
      visitors.put(username, sessions);
    }
  }

  private void weights() throws Exception {
    report.section("Kilobytes, compressed", PageWeight.header());
    for (String address : List.of("/", "/requests?show=all", request("camille").apply(0))) {
      report.line(PageWeight.of(visitors.get("camille").get(0), address).toString());
    }
  }

  private void pages() throws Exception {
    String sofia = "sofia";
    Map<String, PageLoad> loads = new LinkedHashMap<>();
    loads.put("my requests", load("camille", i -> "/requests?show=all"));
    loads.put("my organization's", load("julien", i -> "/requests?whose=organization&show=all"));
    loads.put("everybody's, all", load(sofia, i -> "/requests?whose=everything&show=all"));
    loads.put("a customer's request", load("julien", request("julien")));
    loads.put("the desk's request", load(sofia, request(sofia)));
    loads.put("queue, all open", load(sofia, i -> "/queue"));
    loads.put("dashboard, counted each time", load(sofia, days()));
    loads.put("board, all open", load(sofia, i -> "/board"));
    loads.put("search: a frequent word", load(sofia, i -> "/requests?q=cable"));
    loads.put("search: a rare word", load(sofia, word()));
    loads.put("home", load("camille", i -> "/"));
    for (PageLoad load : loads.values()) {
      load.run(2, settings.warmUpSeconds());
    }
    for (int users : USERS) {
      report.section(users + (users == 1 ? " user" : " users"), PageLoad.header());
      for (Map.Entry<String, PageLoad> load : loads.entrySet()) {
        long statements = database.statements();
        PageLoad.Result result = load.getValue().run(users, settings.seconds());
        report.line(
            result.row(load.getKey(), users == 1 ? database.statements() - statements : -1));
      }
    }
  }

  private PageLoad load(String username, IntFunction<String> address) {
    return new PageLoad(
        visitors.get(username),
        address,
        addresses.pids().get("portal"),
        addresses.pids().get("database"));
  }

  private IntFunction<String> request(String username) {
    List<String> numbers = database.numbers(username, NUMBERS);
    return i -> "/request?number=" + numbers.get(i % numbers.size());
  }

  /** Another period each time: nothing of it is remembered. */
  private IntFunction<String> days() {
    LocalDate today = LocalDate.now();
    return i ->
        "/dashboard?from=" + today.minusDays(29 + i % 600) + "&to=" + today.minusDays(i % 600);
  }

  private IntFunction<String> word() {
    List<String> words = database.serialNumbers(NUMBERS);
    return i -> "/requests?q=" + words.get(i % words.size());
  }

  private void search() throws Exception {
    report.section("Search beside ten times as many requests, ms", SearchGrowth.header());
    new SearchGrowth(database, settings.requests()).rows().forEach(report::line);
    report.note("load " + Cpu.load());
  }

  private void dashboard() throws Exception {
    report.section("The dashboard's figures over JDBC", DashboardCost.header());
    new DashboardCost(database.jdbi()).rows().forEach(report::line);
    report.note("load " + Cpu.load());
  }
}
