package org.guichet.attachment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.guichet.shared.Settings;

/**
 * Keeps the bytes of files in a folder, streamed, each under its id. Several hosts share the folder
 * as a volume.
 */
@ApplicationScoped
public class BlobStore {
  private Path folder;

  protected BlobStore() {}

  @Inject
  public BlobStore(Settings settings) {
    this(settings.blobs());
  }

  public BlobStore(Path folder) {
    this.folder = folder;
  }

  /** What was written: bytes and their SHA-256 in hexadecimal. */
  public record Written(long size, String sha256) {}

  /** More bytes came than were allowed. */
  public static class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Writes the stream to the disk, forced, before it returns. On any failure nothing is kept.
   *
   * @param most bytes allowed
   * @throws TooLarge as soon as one byte more arrives
   */
  public Written write(UUID id, InputStream content, long most) throws IOException {
    Path target = path(id);
    Files.createDirectories(target.getParent());
    Path part = target.resolveSibling(id + ".part");
    try {
      Written written = copy(content, part, most);
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      return written;
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private static Written copy(InputStream content, Path part, long most) throws IOException {
    MessageDigest digest = sha256();
    long size = 0;
    try (FileChannel channel =
            FileChannel.open(
                part,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING);
        OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), digest)) {
      byte[] buffer = new byte[64 * 1024];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        size += read;
        if (size > most) {
          throw new TooLarge();
        }
        out.write(buffer, 0, read);
      }
      channel.force(true);
    }
    return new Written(size, HexFormat.of().formatHex(digest.digest()));
  }

  /** The content of that id, to be closed by the caller. */
  public InputStream open(UUID id) {
    try {
      return new BufferedInputStream(Files.newInputStream(path(id)));
    } catch (IOException e) {
      throw new UncheckedIOException("The content of file " + id + " is not in the blob store", e);
    }
  }

  /** Forgets that content; nothing happens when it is not there. */
  public void delete(UUID id) {
    try {
      Files.deleteIfExists(path(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 256 folders, so that none grows too long to list. */
  private Path path(UUID id) {
    String name = id.toString();
    return folder.resolve(name.substring(name.length() - 2)).resolve(name);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}
