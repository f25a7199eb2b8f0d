package org.guichet.integration.connector.storage;

import java.time.Instant;

/**
 * A file as a listing tells it.
 *
 * @param changedAt null when the system does not say
 */
record StoredFile(String name, long size, Instant changedAt) {
  /** Whether it is what an unfinished upload left. */
  boolean isPart() {
    return PartName.isOne(name);
  }
}
