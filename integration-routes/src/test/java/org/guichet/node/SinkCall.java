package org.guichet.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/**
 * One caller of the {@link Sink}: his requests one after the other, each with its body's length.
 */
final class SinkCall {
  private static final int MOST_BYTES = 1 << 20;
  private static final String LENGTH = "\r\ncontent-length:";
  private static final String REFERENCE = "\"reference\":\"";

  private final int system;
  private final Arrivals arrivals;
  private ByteBuffer in = ByteBuffer.allocate(8192);

  SinkCall(int system, Arrivals arrivals) {
    this.system = system;
    this.arrivals = arrivals;
  }

  /** False when he has hung up. */
  boolean read(SocketChannel caller) throws IOException {
    int read = caller.read(in);
    if (read < 0) {
      return false;
    }
    int used = 0;
    for (int end = answer(caller, used); end > used; end = answer(caller, used)) {
      used = end;
    }
    in.flip().position(used);
    in.compact();
    if (!in.hasRemaining()) {
      grow();
    }
    return true;
  }

  private void grow() throws IOException {
    if (in.capacity() >= MOST_BYTES) {
      throw new IOException("too much");
    }
    in = ByteBuffer.allocate(2 * in.capacity()).put(in.flip());
  }

  /**
   * Answers the request that begins there; returns its end, or its begin when it is not complete.
   */
  private int answer(SocketChannel caller, int begin) throws IOException {
    String text = new String(in.array(), begin, in.position() - begin, ISO_8859_1);
    int head = text.indexOf("\r\n\r\n");
    if (head < 0) {
      return begin;
    }
    int body = head + 4;
    int end = body + length(text.substring(0, head).toLowerCase(Locale.ROOT));
    if (text.length() < end) {
      return begin;
    }
    long number = arrivals.note(system, reference(text.substring(body, end)));
    write(caller, number);
    return begin + end;
  }

  private static int length(String head) {
    int at = head.indexOf(LENGTH);
    if (at < 0) {
      return 0;
    }
    int end = head.indexOf('\r', at + LENGTH.length());
    return Integer.parseInt(
        head.substring(at + LENGTH.length(), end < 0 ? head.length() : end).strip());
  }

  private static String reference(String body) {
    int at = body.indexOf(REFERENCE);
    return at < 0
        ? null
        : body.substring(at + REFERENCE.length(), body.indexOf('"', at + REFERENCE.length()));
  }

  private void write(SocketChannel caller, long number) throws IOException {
    String id = "S" + (system + 1) + "-" + number;
    String body =
        "{\"id\":\"" + id + "\",\"url\":\"http://localhost/" + id + "\",\"status\":\"draft\"}";
    ByteBuffer answer =
        ByteBuffer.wrap(
            ("HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body)
                .getBytes(ISO_8859_1));
    while (answer.hasRemaining()) { // some hundred bytes always fit sooner or later
      caller.write(answer);
    }
  }
}
