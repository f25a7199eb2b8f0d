package org.guichet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The rounds of one row: rates, and what each delivery cost in processor time. */
final class Series {
  private final String name;
  private final List<Double> rates = new ArrayList<>();
  private final List<Double> micros = new ArrayList<>();
  private final List<Double> databaseMicros = new ArrayList<>();
  private final List<String> loads = new ArrayList<>();

  Series(String name) {
    this.name = name;
  }

  /**
   * Adds a round.
   *
   * @param jvmSeconds processor time of the JVM that did it
   * @param databaseSeconds processor time of PostgreSQL
   */
  void add(int count, double seconds, double jvmSeconds, double databaseSeconds, String load) {
    rates.add(count / seconds);
    micros.add(jvmSeconds * 1e6 / count);
    databaseMicros.add(databaseSeconds * 1e6 / count);
    loads.add(load);
  }

  double median() {
    return median(rates);
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  static String header() {
    return "| what | median /s | rounds /s | JVM µs each | PostgreSQL µs each | load |\n|---|---|---|---|---|---|";
  }

  /** Its row of the table. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %s | %.0f | %.0f | %s |",
        name,
        median(),
        rates.stream()
            .map(rate -> String.format(Locale.ROOT, "%.0f", rate))
            .collect(Collectors.joining(" ")),
        median(micros),
        median(databaseMicros),
        String.join(" ", loads));
  }
}
