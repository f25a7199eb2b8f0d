package org.guichet.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The load generator wrk against one sink: what the other side allows. */
final class Wrk {
  private final int port;

  Wrk(int port) {
    this.port = port;
  }

  List<String> row() throws IOException, InterruptedException {
    try {
      Process wrk =
          new ProcessBuilder("wrk", "-t1", "-c32", "-d5s", "http://127.0.0.1:" + port + "/")
              .redirectErrorStream(true)
              .start();
      String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      wrk.waitFor();
      return List.of(
          "",
          "(a) wrk to a sink: "
              + output
                  .lines()
                  .filter(line -> line.startsWith("Requests/sec"))
                  .findFirst()
                  .orElse(output));
    } catch (IOException e) {
      return List.of("", "(a) skipped: wrk is not installed (" + e.getMessage() + ")");
    }
  }
}
