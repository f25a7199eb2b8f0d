package org.guichet.integration.connector.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.guichet.integration.connector.AttachedFiles;

/** A file on its way, counted and summed, so that only what was accepted is ever shown there. */
final class CheckedContent extends FilterInputStream {
  private final Long size;
  private final String sha256;
  private final MessageDigest digest;
  private long read;

  CheckedContent(InputStream content, Long size, String sha256) {
    super(null);
    this.size = size;
    this.sha256 = sha256;
    this.digest = digest();
    this.in = new DigestInputStream(content, digest);
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public int read() throws IOException {
    requireTime();
    int one = in.read();
    read += one < 0 ? 0 : 1;
    return one;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    requireTime();
    int n = in.read(buffer, offset, length);
    read += Math.max(0, n);
    return n;
  }

  /** An upload that goes on drop by drop would not notice that its time is over. */
  private static void requireTime() throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("The call was broken off");
    }
  }

  @Override
  public long skip(long n) {
    return 0; // what is skipped would not be summed
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** How much was read. */
  long count() {
    return read;
  }

  /**
   * To be asked when all of it was sent.
   *
   * @throws AttachedFiles.ContentMissing when it is not the file that was accepted
   */
  void verify() {
    String sum = HexFormat.of().formatHex(digest.digest());
    if (size != null && size != read || sha256 != null && !sha256.equalsIgnoreCase(sum)) {
      throw new AttachedFiles.ContentMissing(
          new UncheckedIOException(new IOException("Not the content that was accepted")));
    }
  }
}
