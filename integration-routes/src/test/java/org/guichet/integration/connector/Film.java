package org.guichet.integration.connector;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/**
 * A large file that nobody has to have on disk: numbers all the way. It notes how much memory is
 * held while it is read.
 */
final class Film {
  private static final long MB = 1024 * 1024;
  private static final long LOOK = 32 * MB;

  private final long size;
  private final LongConsumer progress;
  private long heldBefore;
  private long mostHeld;

  /**
   * @param progress told how far it has been read, every now and then
   */
  Film(long size, LongConsumer progress) {
    this.size = size;
    this.progress = progress;
  }

  long size() {
    return size;
  }

  /** Bytes that were held more than at its beginning. */
  long mostHeld() {
    return mostHeld - heldBefore;
  }

  InputStream open() {
    heldBefore = held();
    mostHeld = heldBefore;
    return stream(true);
  }

  String sha256() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] piece = new byte[64 * 1024];
    try (InputStream content = stream(false)) {
      for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
        digest.update(piece, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static long held() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private InputStream stream(boolean isWatched) {
    return new InputStream() {
      private long position;

      @Override
      public int read() {
        return position < size ? at(position++) & 0xFF : -1;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        int n = (int) Math.min(length, size - position);
        for (int i = 0; i < n; i++) {
          buffer[offset + i] = at(position + i);
        }
        if (isWatched && position / LOOK != (position + n) / LOOK) {
          mostHeld = Math.max(mostHeld, held());
        }
        position += n;
        if (isWatched) {
          progress.accept(position);
        }
        return n == 0 && length > 0 ? -1 : n;
      }
    };
  }

  private static byte at(long position) {
    return (byte) (position * 31 + (position >> 10) * 7 + (position >> 20));
  }
}
