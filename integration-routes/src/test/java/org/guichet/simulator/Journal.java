package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A file of JSON lines. A line is with the operating system before {@link #append} returns, so it
 * outlives a killed process; half a line, all that such a death can leave, is cut off at the next
 * start.
 */
final class Journal implements Closeable {
  private final Path file;
  private final FileChannel channel;

  Journal(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    this.file = file;
    this.channel = FileChannel.open(file, CREATE, READ, WRITE);
    channel.truncate(endOfLastWholeLine());
    channel.position(channel.size());
  }

  void replay(Consumer<JsonObject> lines) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.accept(JsonText.parse(line));
      }
    }
  }

  void append(JsonObject line) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  void clear() {
    try {
      channel.truncate(0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty " + file, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private long endOfLastWholeLine() throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long end = channel.size(); end > 0; end--) {
      channel.read(one.clear(), end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
    }
    return 0;
  }
}
