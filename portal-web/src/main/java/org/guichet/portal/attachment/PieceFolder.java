package org.guichet.portal.attachment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Pieces of files that are not there as a whole yet: a folder for each person, so that nobody can
 * go on with, ask for or throw away what another one began, whatever name his browser gives it.
 */
final class PieceFolder {
  private final Path root;

  PieceFolder(Path root) {
    this.root = root;
  }

  /** The folder of that person; made when there is none. */
  Path of(String person) throws IOException {
    return Files.createDirectories(root.resolve(UUID.fromString(person).toString()));
  }

  /** A name that no browser can choose so that it leads elsewhere or meets another file's. */
  static String name(String fileId) {
    return UUID.nameUUIDFromBytes(fileId.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Bytes that the person's pieces have together. */
  long bytes(String person) throws IOException {
    long bytes = 0;
    for (Path file : files(of(person))) {
      bytes += size(file);
    }
    return bytes;
  }

  /** Throws away what nobody came back to since that moment. */
  void sweep(Instant before) throws IOException {
    for (Path path : files(root)) {
      if (!path.equals(root) && isOlder(path, before)) {
        delete(path);
      }
    }
  }

  /** Everything below, what is deepest first. */
  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.sorted(Comparator.reverseOrder()).toList();
    }
  }

  private static long size(Path path) throws IOException {
    try {
      return Files.isRegularFile(path) ? Files.size(path) : 0;
    } catch (NoSuchFileException gone) {
      return 0;
    }
  }

  private static boolean isOlder(Path path, Instant before) throws IOException {
    try {
      return Files.getLastModifiedTime(path).toInstant().isBefore(before);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> within = Files.isDirectory(path) ? Files.list(path) : Stream.empty()) {
      if (within.findAny().isPresent()) {
        return; // something younger is in it
      }
    }
    Files.deleteIfExists(path);
  }
}
