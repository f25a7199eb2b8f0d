package org.guichet.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ports the demo listens on, each with the option that changes it. */
final class Ports {
  /** One port and the name of the option that sets it. */
  record Port(String option, int number) {}

  private Ports() {}

  /**
   * Fails when one of them is taken.
   *
   * @param wanted every port with the option that sets it
   */
  static void requireFree(List<Port> wanted) {
    Map<Integer, String> seen = new HashMap<>();
    for (Port port : wanted) {
      String other = seen.put(port.number(), port.option());
      if (other != null) {
        throw new DemoFailure(
            "-D%s and -D%s both lead to port %d: give them different ones."
                .formatted(other, port.option(), port.number()));
      }
      if (isTaken(port.number())) {
        throw new DemoFailure(
            "Port %d is taken by another program: stop that one, or choose another port with -D%s=<port>."
                .formatted(port.number(), port.option()));
      }
    }
  }

  /** A port nobody listens on at the moment. */
  static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A browser tries both addresses of "localhost": a stranger on either would answer in our place.
   */
  private static boolean isTaken(int port) {
    return isTaken("127.0.0.1", port) || isTaken("::1", port);
  }

  private static boolean isTaken(String address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port), 1);
      return false;
    } catch (BindException e) {
      // "Cannot assign requested address": this machine has no IPv6, so nobody listens there.
      return !String.valueOf(e.getMessage()).contains("assign");
    } catch (IOException e) {
      return false;
    }
  }
}
