package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.guichet.integration.connector.CallFailed.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A Redmine that thinks until it is told to stop. */
class SlowSystemTest {
  private final CountDownLatch isOver = new CountDownLatch(1);
  private HttpServer redmine;

  @BeforeEach
  void start() throws Exception {
    redmine = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    redmine.createContext(
        "/",
        call -> {
          try {
            isOver.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          call.close();
        });
    redmine.start();
  }

  @AfterEach
  void stop() {
    isOver.countDown();
    redmine.stop(0);
  }

  @Test
  void isGivenTheTimeThatItsConnectorSays() {
    Map<String, String> properties =
        Map.of(
            "baseUrl", "http://localhost:" + redmine.getAddress().getPort(),
            "apiKey", "key",
            "project", "service",
            "tracker", "1",
            "referenceField", "1",
            "responseSeconds", "1");
    try (KameletCalls calls = KameletCalls.open("redmine-action", properties)) {
      long begin = System.nanoTime();
      CallFailed failure = catchThrowableOfType(CallFailed.class, calls::probe);

      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(System.nanoTime() - begin).isBetween(900_000_000L, 9_000_000_000L);
    }
  }
}
