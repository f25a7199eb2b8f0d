package org.guichet.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;

/** Where a demo keeps what survives a restart. One demo at a time. */
final class DataDirectory implements AutoCloseable {
  private static final long MEGABYTE = 1_000_000;
  private static final long FIRST_START = 500 * MEGABYTE;
  private static final long LATER_START = 200 * MEGABYTE;
  private static final int KEY_BYTES = 32;

  private final Path directory;
  private final Leftovers leftovers;
  private FileLock lock;

  DataDirectory(Path directory) {
    this.directory = directory;
    this.leftovers = new Leftovers(directory.resolve("run"));
  }

  /**
   * Takes it for this demo: ends what a killed one left behind, and empties it when asked to.
   *
   * @return names of the processes that were left behind
   */
  List<String> open(boolean reset) throws IOException {
    boolean first = reset || !Files.exists(database());
    Files.createDirectories(directory);
    takeLock();
    List<String> ended = leftovers.end(database());
    if (reset) {
      Trees.empty(directory, path -> !path.endsWith("lock"));
    }
    requireSpace(first ? FIRST_START : LATER_START);
    return ended;
  }

  private void takeLock() throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new DemoFailure(
          "Another demo runs on %s: end that one, or choose another directory with -Ddata=<directory>."
              .formatted(directory));
    }
  }

  private void requireSpace(long bytes) throws IOException {
    long free = usableSpace();
    if (free < bytes) {
      throw diskFull(free, bytes);
    }
  }

  /** Whether what went wrong went wrong for lack of space. */
  boolean isFull() {
    try {
      return usableSpace() < MEGABYTE;
    } catch (IOException e) {
      return false;
    }
  }

  /** Says so, with the remedy. */
  DemoFailure diskFull() {
    try {
      return diskFull(usableSpace(), FIRST_START);
    } catch (IOException e) {
      return diskFull(0, FIRST_START);
    }
  }

  private DemoFailure diskFull(long free, long needed) {
    return new DemoFailure(
        "The disk is full: %d MB are free for %s, about %d MB are needed. Free some space, or choose a directory on another disk with -Ddata=<directory>."
            .formatted(free / MEGABYTE, directory, needed / MEGABYTE));
  }

  private long usableSpace() throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  Leftovers leftovers() {
    return leftovers;
  }

  Path database() {
    return directory.resolve("database");
  }

  Path keycloak() {
    return directory.resolve("keycloak");
  }

  Path simulator() {
    return directory.resolve("simulator");
  }

  Path blobs() {
    return directory.resolve("blobs");
  }

  Path log(String process) {
    return directory.resolve("logs").resolve(process + ".log");
  }

  /** The key that encrypts the connectors' secrets, made once. */
  Path masterKey() throws IOException {
    Path file = directory.resolve("master.key");
    if (!Files.exists(file)) {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, Base64.getEncoder().encodeToString(key));
    }
    return file;
  }

  /**
   * A value kept from the last start, or the new one when there was none; the new one is kept for
   * the next.
   */
  String exchange(String name, String value) throws IOException {
    Path file = directory.resolve(name);
    String last = Files.exists(file) ? Files.readString(file).strip() : value;
    Files.writeString(file, value + "\n");
    return last;
  }

  /** Whether it is this demo's: what runs in another's must not be touched. */
  boolean isOpen() {
    return lock != null && lock.isValid();
  }

  /** Ends what is still running, a start that was interrupted included, and lets go. */
  @Override
  public void close() {
    if (isOpen()) {
      leftovers.end(database());
      try {
        lock.acquiredBy().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
