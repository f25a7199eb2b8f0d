package org.guichet.bench;

import java.util.List;

/** What the command line may change: {@code mvn -Pbench -Ddeliveries=…}. */
final class Settings {

  /** Deliveries of a round. */
  int deliveries() {
    return Integer.getInteger("deliveries", 40_000);
  }

  /** Rounds, in which the rows take turns. */
  int rounds() {
    return Integer.getInteger("rounds", 3);
  }

  /** Calls at once to one system. */
  int concurrency() {
    return Integer.getInteger("concurrency", 8);
  }

  /** Calls at once to all systems. */
  int threads() {
    return 4 * concurrency();
  }

  /** Requests per second of the latency. */
  int pace() {
    return Integer.getInteger("pace", 20);
  }

  int latencySeconds() {
    return Integer.getInteger("latency", 60);
  }

  /** For how long the memory is watched. */
  int memoryMinutes() {
    return Integer.getInteger("memory", 3);
  }

  /** Old deliveries beside which the claim is measured. */
  int oldRows() {
    return Integer.getInteger("old", 400_000);
  }

  /** Whether that part is asked for: rates, latency, memory or old. */
  boolean has(String part) {
    return List.of(System.getProperty("parts", "rates,latency,memory,old").split(","))
        .contains(part);
  }

  /** Options of the measured JVMs. */
  List<String> jvm() {
    return List.of(System.getProperty("jvm", "-Xmx1g").split(" "));
  }

  @Override
  public String toString() {
    return "%d deliveries, %d rounds, %d calls at once per system"
        .formatted(deliveries(), rounds(), concurrency());
  }
}
