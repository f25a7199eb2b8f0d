package org.guichet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** One kind of page, asked for again and again by several people at once. */
final class PageLoad {
  private final List<PageVisitor> visitors;
  private final IntFunction<String> address;
  private final long portal;
  private final long postgres;
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * @param address of the nth page
   * @param portal process id
   * @param postgres process id
   */
  PageLoad(List<PageVisitor> visitors, IntFunction<String> address, long portal, long postgres) {
    this.visitors = visitors;
    this.address = address;
    this.portal = portal;
    this.postgres = postgres;
  }

  /**
   * What was measured.
   *
   * @param millis of each page, sorted
   */
  record Result(
      List<Double> millis,
      double seconds,
      double portalSeconds,
      double databaseSeconds,
      String load) {

    private double at(double share) {
      return millis.get((int) Math.ceil(millis.size() * share) - 1);
    }

    /**
     * Its row of the table.
     *
     * @param statements that the database counted meanwhile; negative when they were not counted
     */
    String row(String name, long statements) {
      int pages = millis.size();
      return String.format(
          Locale.ROOT,
          "| %s | %.0f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %s | %s |",
          name,
          pages / seconds,
          at(0.5),
          at(0.95),
          at(0.99),
          at(0.95) / at(0.5),
          portalSeconds * 1000 / pages,
          databaseSeconds * 1000 / pages,
          statements < 0 ? "" : String.format(Locale.ROOT, "%.1f", (double) statements / pages),
          load);
    }
  }

  static String header() {
    return "| page | pages/s | p50 ms | p95 | p99 | p95/p50 | portal CPU ms each | PostgreSQL CPU ms each | statements each | load |\n"
        + "|---|---|---|---|---|---|---|---|---|---|";
  }

  Result run(int users, int seconds) throws Exception {
    double portalBefore = Cpu.seconds(portal);
    double databaseBefore = Cpu.seconds(postgres);
    long begin = System.nanoTime();
    long end = begin + seconds * 1_000_000_000L;
    ExecutorService threads = Executors.newFixedThreadPool(users);
    List<Future<List<Double>>> running = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      PageVisitor visitor = visitors.get(user);
      Callable<List<Double>> visit = () -> visit(visitor, end);
      running.add(threads.submit(visit));
    }
    List<Double> millis = new ArrayList<>();
    for (Future<List<Double>> one : running) {
      millis.addAll(one.get());
    }
    threads.shutdown();
    return new Result(
        millis.stream().sorted().toList(),
        (System.nanoTime() - begin) / 1e9,
        Cpu.seconds(portal) - portalBefore,
        Cpu.seconds(postgres) - databaseBefore,
        Cpu.load());
  }

  private List<Double> visit(PageVisitor visitor, long end) throws Exception {
    List<Double> millis = new ArrayList<>();
    while (System.nanoTime() < end) {
      long begin = System.nanoTime();
      visitor.get(address.apply(asked.getAndIncrement()));
      millis.add((System.nanoTime() - begin) / 1e6);
    }
    return millis;
  }
}
