package org.guichet.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of a demo that was killed before it could end them. One small file each: process id
 * and start time.
 */
final class Leftovers {
  private static final Duration LIMIT = Duration.ofSeconds(8);

  /**
   * The kernel tells start times relative to the boot, whose own time may be corrected while we
   * run.
   */
  private static final Duration CLOCK_CORRECTION = Duration.ofSeconds(2);

  private final Path directory;

  Leftovers(Path directory) {
    this.directory = directory;
  }

  /** Notes a process, to be found should we be killed. */
  void remember(String name, ProcessHandle process) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve(name), process.pid() + " " + started(process).toEpochMilli() + "\n");
  }

  /**
   * Ends what is still running, in reverse order of need: the database last.
   *
   * @return the names of those it ended
   */
  List<String> end(Path database) {
    List<String> ended = new ArrayList<>();
    for (Path file : files()) {
      find(file)
          .ifPresent(
              process -> {
                ChildProcess.stop(process, LIMIT);
                ended.add(file.getFileName().toString());
              });
      delete(file);
    }
    findPostmaster(database)
        .ifPresent(
            process -> {
              ChildProcess.stop(process, LIMIT);
              ended.add("database");
            });
    return ended;
  }

  /** A process id alone proves nothing: it may belong to a stranger by now. */
  private static Optional<ProcessHandle> find(Path file) {
    try {
      String[] words = Files.readString(file).strip().split(" ");
      Instant then = Instant.ofEpochMilli(Long.parseLong(words[1]));
      return ProcessHandle.of(Long.parseLong(words[0]))
          .filter(
              process ->
                  Duration.between(started(process), then).abs().compareTo(CLOCK_CORRECTION) < 0);
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /**
   * PostgreSQL keeps a file of its own about its process; the command line proves that it is still
   * this one.
   */
  private static Optional<ProcessHandle> findPostmaster(Path database) {
    Path file = database.resolve("postmaster.pid");
    try (Stream<String> lines = Files.lines(file)) {
      return ProcessHandle.of(Long.parseLong(lines.findFirst().orElse("").strip()))
          .filter(process -> String.join(" ", arguments(process)).contains(database.toString()));
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static List<String> arguments(ProcessHandle process) {
    return process.info().arguments().map(List::of).orElse(List.of());
  }

  private static Instant started(ProcessHandle process) {
    return process.info().startInstant().orElse(Instant.EPOCH);
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
