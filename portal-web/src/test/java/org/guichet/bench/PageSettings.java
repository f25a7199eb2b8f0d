package org.guichet.bench;

import java.util.List;

/** What the command line may change: {@code mvn -Pbench-pages -Drequests=…}. */
final class PageSettings {

  int requests() {
    return Integer.getInteger("requests", 100_000);
  }

  /** Whether that part is run: pages, search, dashboard. */
  boolean has(String part) {
    return List.of(System.getProperty("parts", "pages,search,dashboard").split(",")).contains(part);
  }

  /** Seconds of each row. */
  int seconds() {
    return Integer.getInteger("seconds", 10);
  }

  /** Seconds for which each page is asked for before anything is measured. */
  int warmUpSeconds() {
    return Integer.getInteger("warmUp", 20);
  }

  /** Sessions of each person; fewer than users share them, each over a connection of his own. */
  int sessions() {
    return Integer.getInteger("sessions", 32);
  }

  /** Whether the data of an earlier run are used again. */
  boolean keep() {
    return Boolean.getBoolean("keep");
  }

  /** Options of the portal's JVM. */
  List<String> jvm() {
    return List.of(System.getProperty("jvm", "-Xmx1g -Dfile.encoding=UTF-8").split(" "));
  }

  @Override
  public String toString() {
    return "%d requests, %d s a row, %d sessions a person"
        .formatted(requests(), seconds(), sessions());
  }
}
