package org.guichet.integration.connector;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.guichet.attachment.Attachments;
import org.guichet.integration.connector.storage.S3;
import org.guichet.integration.connector.storage.Sftp;
import org.guichet.integration.connector.storage.WebDav;

/**
 * Connections to storage systems by their Kamelets, with files of which each opening is counted.
 */
final class StorageTrial implements AutoCloseable {
  private final Map<UUID, Supplier<InputStream>> files = new HashMap<>();
  private final Map<UUID, Integer> openings = new HashMap<>();
  private final AttachedFiles attachments =
      new AttachedFiles(
          new Attachments(null, null, null) {
            @Override
            public InputStream open(UUID id) {
              openings.merge(id, 1, Integer::sum);
              return files.get(id).get();
            }
          });
  private final WebDav webdav = new WebDav(attachments);
  private final S3 s3 = new S3(attachments);
  private final TestConnections connections =
      new TestConnections(Map.of("webdav", webdav, "sftp", new Sftp(attachments), "s3", s3));
  private int secrets;

  /** A reference to a secret, as properties hold it. */
  String secret(String value) {
    return connections.secret("secret-" + ++secrets, value);
  }

  Connection open(String kamelet, Map<String, String> properties) {
    return connections.open(kamelet, properties);
  }

  /** Puts a file into the blob store. */
  String file(Supplier<InputStream> content) {
    UUID id = UUID.randomUUID();
    files.put(id, content);
    return id.toString();
  }

  /** How often it was sent. */
  int openings(String id) {
    return openings.getOrDefault(UUID.fromString(id), 0);
  }

  @Override
  public void close() {
    connections.close();
    webdav.close();
    s3.close();
  }
}
