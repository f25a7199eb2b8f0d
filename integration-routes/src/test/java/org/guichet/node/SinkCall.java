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
  private static final String KEY = "\r\nidempotency-key:";
  private static final String ASKED = "reference=";
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
    int end = body + length(text.substring(0, head));
    if (text.length() < end) {
      return begin;
    }
    String top = text.substring(0, head);
    write(caller, top.startsWith("GET") ? found(top) : created(top, text.substring(body, end)));
    return begin + end;
  }

  private String found(String head) {
    String line = head.substring(0, head.indexOf('\r'));
    int at = line.indexOf(ASKED);
    String reference = at < 0 ? "" : line.substring(at + ASKED.length(), line.lastIndexOf(' '));
    long number = system < Sink.FIND ? arrivals.find(system, reference) : 0;
    return "{\"invoices\":[" + (number == 0 ? "" : record(number)) + "]}";
  }

  private String created(String head, String body) {
    String key = system < Sink.HONOUR_KEYS ? header(head, KEY) : null;
    return record(arrivals.create(system, reference(body), key));
  }

  private String record(long number) {
    String id = "S" + (system + 1) + "-" + number;
    return "{\"id\":\"" + id + "\",\"url\":\"http://localhost/" + id + "\",\"status\":\"draft\"}";
  }

  private static int length(String head) {
    String length = header(head, LENGTH);
    return length == null ? 0 : Integer.parseInt(length);
  }

  /** Null when there is none. */
  private static String header(String head, String name) {
    int at = head.toLowerCase(Locale.ROOT).indexOf(name);
    if (at < 0) {
      return null;
    }
    int end = head.indexOf('\r', at + name.length());
    return head.substring(at + name.length(), end < 0 ? head.length() : end).strip();
  }

  private static String reference(String body) {
    int at = body.indexOf(REFERENCE);
    return at < 0
        ? null
        : body.substring(at + REFERENCE.length(), body.indexOf('"', at + REFERENCE.length()));
  }

  private static void write(SocketChannel caller, String body) throws IOException {
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
