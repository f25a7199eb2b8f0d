package org.guichet.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The written result, line by line, so that a run that breaks off leaves what it had. */
final class Report {
  private final Path file;

  Report(Path file) throws IOException {
    this.file = file;
    Files.deleteIfExists(file);
  }

  void title(String settings) throws IOException {
    line("# Benchmark of " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
    line("");
    line(
        "%d cores, Java %s, load %s at the start; %s."
            .formatted(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                Cpu.load(),
                settings));
  }

  void section(String title, String header) {
    line("");
    line("## " + title);
    line("");
    line(header);
  }

  /** A remark below a table. */
  void note(String text) {
    line("");
    line("*" + text + "*");
  }

  void line(String line) {
    System.out.println(line);
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
