package org.guichet.integration.connector.storage;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A storage system for the length of one call. A path is the system's own name for a folder, as
 * receipts carry it.
 */
interface FolderStore extends AutoCloseable {
  /** Where the folder of that name lives, whether it is there or not. */
  String path(String folder);

  /** An address for the browser; null when there is none. */
  String url(String path);

  /** The files of a folder; empty when there is no such folder. */
  Optional<List<StoredFile>> list(String path) throws IOException;

  /** Makes a folder that is not there. */
  void make(String path) throws IOException;

  /** Whether what is there is what would be put. */
  default boolean has(String path, StoredFile there, Upload upload) throws IOException {
    return upload.size() != null && upload.size() == there.size();
  }

  /** Puts a file, in place of one of that name. Nobody sees it before it is complete. */
  void put(String path, Upload upload) throws IOException;

  /** Clears away what a broken attempt has left. */
  void tidy(String path, List<StoredFile> files) throws IOException;

  /** Reads the place where folders are made, and changes nothing. */
  void probe() throws IOException;

  @Override
  void close();
}
