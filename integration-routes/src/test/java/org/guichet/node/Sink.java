package org.guichet.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Four systems that take whatever they are sent, in one thread: as quick as Java can be, so that it
 * is never what is measured. Remembers when each reference arrived where.
 *
 * <p>Its first line names its four ports. It answers {@code reset}, {@code count}, {@code records}
 * and {@code arrivals}.
 */
public final class Sink {
  static final int SYSTEMS = 4;

  /** The first two honour idempotency keys. */
  static final int HONOUR_KEYS = 2;

  /** The first three find a record by our reference; the fourth knows neither. */
  static final int FIND = 3;

  private final Selector selector;
  private final Arrivals arrivals = new Arrivals();
  private final List<Integer> ports = new ArrayList<>();

  private Sink() throws IOException {
    selector = Selector.open();
    for (int system = 0; system < SYSTEMS; system++) {
      ServerSocketChannel door = ServerSocketChannel.open();
      door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
      door.configureBlocking(false);
      door.register(selector, SelectionKey.OP_ACCEPT, system);
      ports.add(door.socket().getLocalPort());
    }
  }

  public static void main(String[] arguments) throws IOException {
    Sink sink = new Sink();
    Thread server = new Thread(sink::serve, "sink");
    server.setDaemon(true);
    server.start();
    System.out.println(String.join(" ", sink.ports.stream().map(String::valueOf).toList()));
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      System.out.println(sink.answer(line));
    }
  }

  private String answer(String question) {
    return switch (question) {
      case "reset" -> arrivals.forget();
      case "count" -> String.valueOf(arrivals.count());
      case "records" -> arrivals.records();
      case "arrivals" -> arrivals.toString();
      default -> throw new IllegalArgumentException(question);
    };
  }

  private void serve() {
    while (true) {
      try {
        selector.select();
        Iterator<SelectionKey> ready = selector.selectedKeys().iterator();
        while (ready.hasNext()) {
          SelectionKey key = ready.next();
          ready.remove();
          serve(key);
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private void serve(SelectionKey key) throws IOException {
    if (key.isAcceptable()) {
      SocketChannel caller = ((ServerSocketChannel) key.channel()).accept();
      if (caller != null) {
        caller.configureBlocking(false);
        caller.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
        int system = (Integer) key.attachment();
        caller.register(selector, SelectionKey.OP_READ, new SinkCall(system, arrivals));
      }
      return;
    }
    SocketChannel caller = (SocketChannel) key.channel();
    try {
      if (!((SinkCall) key.attachment()).read(caller)) {
        caller.close();
      }
    } catch (IOException e) {
      caller.close(); // the caller went away
    }
  }
}
