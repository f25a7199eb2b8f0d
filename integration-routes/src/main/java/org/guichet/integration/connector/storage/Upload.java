package org.guichet.integration.connector.storage;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A file to be put.
 *
 * @param size null when it is not known
 * @param sha256 in hexadecimal; null when it is not known
 * @param source opens its content
 */
record Upload(
    String name, String mediaType, Long size, String sha256, Supplier<InputStream> source) {

  static Upload of(String name, String mediaType, byte[] content) {
    return new Upload(
        name, mediaType, (long) content.length, null, () -> new ByteArrayInputStream(content));
  }

  /** Its content, to be closed by the caller. */
  CheckedContent open() {
    return new CheckedContent(source.get(), size, sha256);
  }
}
