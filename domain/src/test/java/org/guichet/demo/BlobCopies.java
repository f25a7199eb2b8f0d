package org.guichet.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.guichet.attachment.Attachments;
import org.guichet.attachment.BlobStore;

/** One small picture in the blob store, which every believable file is another name of. */
final class BlobCopies {
  private final Path folder;
  private final Path original;
  private final BlobStore.Written written;

  /**
   * @param folder of the blob store; null when nobody will open the files
   */
  BlobCopies(Path folder, UUID first) throws IOException {
    this.folder = folder;
    this.original = folder == null ? null : path(first);
    byte[] picture = picture();
    Path store = folder == null ? Files.createTempDirectory("believable") : folder;
    this.written =
        new BlobStore(store)
            .write(first, new ByteArrayInputStream(picture), Attachments.MOST_BYTES);
  }

  private static byte[] picture() throws IOException {
    BufferedImage image = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(Color.LIGHT_GRAY);
    graphics.fillRect(0, 0, 320, 200);
    graphics.setColor(Color.DARK_GRAY);
    graphics.fillOval(110, 50, 100, 100);
    graphics.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }

  /** As the blob store lays its files out. */
  private Path path(UUID id) {
    String name = id.toString();
    return folder.resolve(name.substring(name.length() - 2)).resolve(name);
  }

  void keep(UUID id) {
    if (folder == null) {
      return;
    }
    try {
      Files.createDirectories(path(id).getParent());
      Files.createLink(path(id), original);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long size() {
    return written.size();
  }

  String sha256() {
    return written.sha256();
  }
}
