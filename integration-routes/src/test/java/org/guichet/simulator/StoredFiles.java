package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Files of any size on disk; half of one is never seen. */
final class StoredFiles {
  /** A file that has arrived whole and has no name yet. */
  record Incoming(Path path, long size, String sha256) {}

  private final Path directory;

  StoredFiles(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  /**
   * Fails when the sender goes away before the end. Leaves the body open: closing it would end the
   * connection before the answer.
   */
  Incoming receive(InputStream body) throws IOException {
    Path path = Files.createTempFile(directory, "incoming", ".part");
    try {
      MessageDigest digest = sha256();
      long size =
          Files.copy(
              new DigestInputStream(body, digest), path, StandardCopyOption.REPLACE_EXISTING);
      return new Incoming(path, size, HexFormat.of().formatHex(digest.digest()));
    } catch (IOException e) {
      Files.delete(path);
      throw e;
    }
  }

  void keep(Incoming incoming, String folder, String name) throws IOException {
    Files.createDirectories(path(folder, name).getParent());
    Files.move(incoming.path(), path(folder, name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** A name is somebody else's text: on our disk it is only hexadecimal digits. */
  Path path(String folder, String name) {
    byte[] digest = sha256().digest(name.getBytes(UTF_8));
    return directory.resolve(folder).resolve(HexFormat.of().formatHex(digest));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
