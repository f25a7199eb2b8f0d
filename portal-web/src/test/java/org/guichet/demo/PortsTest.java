package org.guichet.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.guichet.demo.Ports.Port;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void freePortsAreFine() {
    assertThatCode(() -> Ports.requireFree(List.of(new Port("portal.port", Ports.free()))))
        .doesNotThrowAnyException();
  }

  @Test
  void aTakenPortIsNamedWithTheOptionThatChangesIt() throws IOException {
    try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = stranger.getLocalPort();
      assertThatThrownBy(() -> Ports.requireFree(List.of(new Port("keycloak.port", port))))
          .isInstanceOf(DemoFailure.class)
          .hasMessageContaining("Port " + port)
          .hasMessageContaining("-Dkeycloak.port=");
    }
  }

  @Test
  void twoListenersCannotShareAPort() {
    int port = Ports.free();
    assertThatThrownBy(
            () ->
                Ports.requireFree(
                    List.of(new Port("portal.port", port), new Port("simulator.port", port))))
        .isInstanceOf(DemoFailure.class)
        .hasMessageContaining("-Dportal.port")
        .hasMessageContaining("-Dsimulator.port");
  }
}
