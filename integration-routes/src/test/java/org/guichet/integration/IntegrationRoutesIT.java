package org.guichet.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.request.RequestView;
import org.guichet.request.Submission;
import org.guichet.request.Ticket;
import org.guichet.request.TicketState;
import org.guichet.shared.TestDomain;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The WAR in Payara Micro, with PostgreSQL and the company simulator: the way there and back. */
@ExtendWith(RunningRoutes.class)
@ArquillianTest
class IntegrationRoutesIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static TestDomain domain;
  private static Viewer camille;

  @Deployment(testable = false)
  static WebArchive routes() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/integration-routes.war"));
  }

  @BeforeAll
  static void signIn() throws Exception {
    domain = RunningRoutes.domain();
    camille = domain.viewer("camille", Role.CUSTOMER);
    assertThat(
            Eventually.value(() -> get("/api/health/ready").statusCode(), status -> status == 200))
        .isEqualTo(200);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(RunningRoutes.address() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String submit() {
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                camille,
                new Submission(
                    "device-repair",
                    Map.of("device", "Laptop", "description", "Flickers"),
                    UUID.randomUUID())));
  }

  private static RequestView view(String number) {
    return domain.requests.view(camille, number);
  }

  private static boolean delivered(RequestView view) {
    return view.strip().stream().allMatch(ticket -> ticket.state() == TicketState.DELIVERED);
  }

  @Test
  void aRequestReachesAllFourSystems() throws Exception {
    String number = submit();

    List<Ticket> strip =
        Eventually.value(() -> view(number), IntegrationRoutesIT::delivered).strip();
    assertThat(strip).extracting(Ticket::state).containsOnly(TicketState.DELIVERED);
    assertThat(strip).extracting(Ticket::externalId).doesNotContainNull();
  }
}
