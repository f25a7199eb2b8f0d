package org.guichet.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Directories with everything below them. */
final class Trees {
  private Trees() {}

  /** Deletes everything below a directory that is there. */
  static Path emptied(Path directory) throws IOException {
    if (Files.exists(directory)) {
      empty(directory, path -> true);
    }
    return directory;
  }

  /** Deletes what is below a directory and not to be kept. */
  static void empty(Path directory, Predicate<Path> unwanted) throws IOException {
    try (Stream<Path> tree = Files.walk(directory)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(directory) && unwanted.test(path)) {
          Files.delete(path);
        }
      }
    }
  }
}
