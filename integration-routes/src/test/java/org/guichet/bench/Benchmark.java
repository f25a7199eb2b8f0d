package org.guichet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.guichet.node.Backlog;
import org.guichet.node.JavaProcess;
import org.guichet.node.Sink;
import org.guichet.node.SinkCompany;

/**
 * The delivery engine beside what it could be at best, in one run on one machine. Writes Markdown
 * to {@code target/bench/result.md} and prints it.
 */
public final class Benchmark implements AutoCloseable {
  private static final String PIPELINE = "pipeline";
  private static final String ALONE = "alone";

  private final Settings settings = new Settings();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Path root;
  private final Report report;
  private SinkCompany database;
  private JavaProcess sink;
  private List<Integer> ports;
  private PayaraNode node;
  private JavaProcess runner;
  private Backlog pipeline;
  private Backlog alone;
  private final Map<String, Series> rates = new LinkedHashMap<>();

  private Benchmark(Path root) throws IOException {
    this.root = root;
    this.report =
        new Report(Files.createDirectories(root.resolve("target/bench")).resolve("result.md"));
  }

  private <T extends AutoCloseable> T closed(T opened) {
    open.push(opened);
    return opened;
  }

  private void start() throws Exception {
    Path run = Files.createTempDirectory(root.resolve("target/bench"), "run");
    database = closed(SinkCompany.start(run));
    sink = closed(JavaProcess.start(Sink.class, List.of("-Xmx512m")));
    ports = Arrays.stream(sink.answer().split(" ")).map(Integer::valueOf).toList();
    for (String name : List.of(PIPELINE, ALONE)) {
      database.create(name, ports, settings.concurrency());
    }
    node = closed(PayaraNode.start(root, run, settings.jvm(), database, PIPELINE));
    pipeline = new Backlog(database.jdbi(PIPELINE));
    alone = new Backlog(database.jdbi(ALONE));
    runner =
        closed(
            JavaProcess.start(
                Runner.class,
                settings.jvm(),
                database.url(ALONE),
                database.user(),
                database.masterKey().toString()));
  }

  /**
   * @param arguments the project's directory
   */
  public static void main(String[] arguments) throws Exception {
    java.util.logging.Logger.getLogger("").setLevel(java.util.logging.Level.WARNING);
    try (Benchmark benchmark = new Benchmark(Path.of(arguments[0]).toAbsolutePath().normalize())) {
      benchmark.start();
      benchmark.run();
    }
  }

  private UUID person() {
    return database
        .jdbi(PIPELINE)
        .withHandle(
            handle ->
                handle
                    .createQuery("select id from person where username = 'camille'")
                    .mapTo(UUID.class)
                    .one());
  }

  private java.net.URI submit() {
    return node.uri("bench/submit/" + person());
  }

  private void run() throws Exception {
    report.title(settings.toString());
    if (settings.has("rates")) {
      new Wrk(ports.get(0)).row().forEach(report::line);
      rates();
    }
    if (settings.has("latency")) {
      latency();
    }
    if (settings.has("memory")) {
      memory();
    }
    if (settings.has("old")) {
      report.section("The claim beside old rows", OldRows.header());
      new OldRows(database, ports).measure(settings.oldRows()).forEach(report::line);
    }
  }

  private void memory() throws Exception {
    Latency load = new Latency(submit(), sink);
    Memory memory = new Memory(node.pid());
    report.section("Memory at " + settings.pace() + " requests/s", Memory.header());
    for (int minute = 0; minute <= settings.memoryMinutes(); minute++) {
      report.line(memory.row(minute));
      if (minute < settings.memoryMinutes()) {
        load.measure(settings.pace(), 60);
      }
    }
  }

  private void rates() throws Exception {
    warmUp();
    for (int round = 1; round <= settings.rounds(); round++) {
      part("(b) Java HttpClient, nothing else", "http", settings.deliveries());
      part("(b) Camel: mapping, Kamelet, receipt, from memory", "camel", settings.deliveries());
      whole("r" + round);
      alone(
          "(c) ledger alone: claim and complete", "ledger", "l" + round, settings.deliveries(), 1);
      alone("naive: 4 threads, one by one", "naive", "n" + round, settings.deliveries() / 10, 4);
    }
    report.section("Deliveries per second", Series.header());
    rates.values().forEach(series -> report.line(series.toString()));
    double whole = rates.get(WHOLE).median();
    Stream.of(
            ratio(
                "(d) to (b) Camel from memory, wanted 0.5",
                whole,
                "(b) Camel: mapping, Kamelet, receipt, from memory"),
            ratio("(d) to naive, wanted 5", whole, "naive: 4 threads, one by one"),
            String.format(Locale.ROOT, "* (d) to 1,600/s, wanted 1.5: %.2f", whole / 1600))
        .forEach(report::line);
  }

  private static final String WHOLE = "(d) whole pipeline in Payara Micro";

  private String ratio(String what, double whole, String part) {
    return String.format(Locale.ROOT, "* %s: %.2f", what, whole / rates.get(part).median());
  }

  private void warmUp() throws Exception {
    runner.ask("http " + settings.deliveries() + " " + settings.threads());
    runner.ask("camel " + settings.deliveries() + " " + settings.threads());
    pipeline.add("warm", settings.deliveries() / 4);
    pipeline.awaitEnd();
    alone.add("warm-ledger", settings.deliveries() / 8);
    runner.ask("ledger " + settings.deliveries() / 2 + " 1");
    alone.add("warm-naive", settings.deliveries() / 40);
    runner.ask("naive " + settings.deliveries() / 10 + " 4");
    alone.leftOver().forEach(report::note);
  }

  /** A part that needs no database. */
  private void part(String name, String loop, int count) throws Exception {
    measured(name, count, runner.pid(), () -> ask(loop, count, settings.threads()));
  }

  /** A part that works on a backlog of its own. */
  private void alone(String name, String loop, String round, int count, int threads)
      throws Exception {
    alone.add(round, count / 4);
    measured(name, count, runner.pid(), () -> ask(loop, count, threads));
    alone.leftOver().forEach(report::note);
  }

  private double ask(String loop, int count, int threads) throws Exception {
    return Double.parseDouble(runner.ask(loop + " " + count + " " + threads));
  }

  private void whole(String round) throws Exception {
    sink.ask("reset");
    int count = settings.deliveries();
    pipeline.add(round, count / 4);
    measured(
        WHOLE,
        count,
        node.pid(),
        () -> {
          long begin = System.nanoTime();
          pipeline.awaitEnd();
          return (System.nanoTime() - begin) / 1e9;
        });
    report.note(
        "round %s: %d of %d confirmed with attempt and receipt, %s calls at the sinks"
            .formatted(round, pipeline.confirmed(round), count, sink.ask("count")));
  }

  /** Something that takes seconds. */
  private interface Work {
    double seconds() throws Exception;
  }

  private void measured(String name, int count, long pid, Work work) throws Exception {
    double jvm = Cpu.seconds(pid);
    double postgres = Cpu.seconds(database.pid());
    double seconds = work.seconds();
    rates
        .computeIfAbsent(name, Series::new)
        .add(
            count,
            seconds,
            Cpu.seconds(pid) - jvm,
            Cpu.seconds(database.pid()) - postgres,
            Cpu.load());
    System.out.printf(Locale.ROOT, "%s: %.0f/s%n", name, count / seconds);
  }

  private void latency() throws Exception {
    Latency latency = new Latency(submit(), sink);
    latency.warmUp(settings.pace() * settings.latencySeconds() / 2);
    report.section("Latency at " + settings.pace() + " requests/s", Latency.header());
    latency.measure(settings.pace(), settings.latencySeconds()).forEach(report::line);
    report.note("load " + Cpu.load());
  }

  @Override
  public void close() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }
}
