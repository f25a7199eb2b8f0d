package org.guichet.integration.connector;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.guichet.delivery.KameletFile;
import org.guichet.delivery.Kamelets;

/**
 * A folder of this node where IT drops Kamelets. What is new there or changed is imported into the
 * database, from where all nodes have it; what must not be used is said in the log.
 */
final class KameletFolder {
  private static final Logger LOG = System.getLogger(KameletFolder.class.getName());
  private static final long MOST_BYTES = 500_000;

  private final Path folder;
  private final String node;
  private final Kamelets kamelets;
  private final Map<Path, FileTime> seen = new HashMap<>();
  private boolean isStart = true;

  KameletFolder(Path folder, String node, Kamelets kamelets) {
    this.folder = folder;
    this.node = node;
    this.kamelets = kamelets;
  }

  /** Imports what is new since the last look. */
  void look() {
    if (!Files.isDirectory(folder)) {
      return; // it may come later
    }
    boolean isDone = true;
    for (Path file : files()) {
      try {
        FileTime changed = Files.getLastModifiedTime(file);
        if (!changed.equals(seen.put(file, changed))) {
          isDone &= take(file);
        }
      } catch (IOException e) {
        seen.remove(file); // gone in this moment, or not readable yet
        isDone = false;
      }
    }
    isStart &= !isDone;
  }

  private void take(Path file, String yaml) {
    if (kamelets.takeFromFolder(yaml, node, isStart)) {
      LOG.log(Level.INFO, "The Kamelet {0} was imported", file.getFileName());
    } else if (!kamelets.isInUse(KameletFile.parse(yaml))) {
      LOG.log(
          Level.WARNING,
          "The file {0} is older than what all nodes use, and is left. Write it anew to use it.",
          file.getFileName());
    }
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".kamelet.yaml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      return List.of(); // gone in this moment
    }
  }

  /** False when it must be tried again. */
  private boolean take(Path file) throws IOException {
    try {
      if (Files.size(file) <= MOST_BYTES) {
        take(file, Files.readString(file));
      }
    } catch (Kamelets.Refused | KameletFile.Malformed e) {
      LOG.log(Level.WARNING, "The file {0} is not used. {1}", file.getFileName(), e.getMessage());
    } catch (RuntimeException e) {
      seen.remove(file); // the database will be back
      LOG.log(Level.WARNING, "The file {0} could not be imported yet", file.getFileName());
      return false;
    }
    return true;
  }
}
