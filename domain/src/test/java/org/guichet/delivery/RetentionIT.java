package org.guichet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.guichet.delivery.Retention.Thinned;
import org.guichet.request.TicketState;
import org.guichet.shared.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetentionIT {
  private LedgerFixture fixture;

  @BeforeEach
  void start() {
    fixture = new LedgerFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private static final class Days extends Settings {
    private final int bodies;
    private final int attempts;
    private final int deliveries;

    private Days(int bodies, int attempts, int deliveries) {
      this.bodies = bodies;
      this.attempts = attempts;
      this.deliveries = deliveries;
    }

    @Override
    public Duration keepBodies() {
      return Duration.ofDays(bodies);
    }

    @Override
    public Duration keepAttempts() {
      return Duration.ofDays(attempts);
    }

    @Override
    public Duration keepDeliveries() {
      return Duration.ofDays(deliveries);
    }
  }

  private Thinned thin(int bodies, int attempts, int deliveries) {
    return new Retention(new Thinning(fixture.domain.jdbi), new Days(bodies, attempts, deliveries))
        .thin();
  }

  private void grow(int days) {
    fixture.sql("update attempt set started_at = started_at - interval '" + days + " days'");
    fixture.sql("update delivery set updated_at = updated_at - interval '" + days + " days'");
  }

  private int count(String table) {
    return fixture.domain.jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from " + table).mapTo(Integer.class).one());
  }

  @Test
  void whatIsSettledAndOldIsForgottenStepByStep() {
    fixture.submit();
    ClaimedDelivery settled = fixture.confirmed("helpdesk", "HD-1");
    ClaimedDelivery dead = fixture.dead("storage");
    grow(31);

    assertThat(thin(30, 180, 730)).isEqualTo(new Thinned(1, 0, 0));
    assertThat(fixture.domain.deliveries.attempts(fixture.sofia, settled.id()).get(0).requestBody())
        .isNull();
    assertThat(fixture.domain.deliveries.attempts(fixture.sofia, dead.id()).get(0).requestBody())
        .isNotNull();
    assertThat(thin(30, 180, 730)).isEqualTo(new Thinned(0, 0, 0));

    assertThat(thin(30, 30, 730)).isEqualTo(new Thinned(0, 1, 0));
    assertThat(fixture.domain.deliveries.attempts(fixture.sofia, dead.id())).hasSize(1);
  }

  @Test
  void theLastWordOfEachSystemStaysForTheRequestsPage() {
    String number = fixture.submit();
    fixture.confirmed("crm", "C-1");
    fixture.sql("update delivery set state = 2 where state = 0"); // the others do not matter here
    fixture.run(
        () ->
            new Outbox(fixture.domain.jdbi)
                .append(
                    fixture.domain.requests.view(fixture.camille, number).id(),
                    "payment.received",
                    jakarta.json.JsonValue.EMPTY_JSON_OBJECT,
                    "invoicing"));
    fixture.confirmed("crm", "C-1");
    grow(800);

    assertThat(thin(30, 180, 730).deliveries()).isEqualTo(1); // the older one of the CRM's two

    assertThat(fixture.ticket(fixture.sofia, number, "crm").state())
        .isEqualTo(TicketState.DELIVERED);
    assertThat(fixture.ticket(fixture.sofia, number, "crm").deliveries()).hasSize(1);
    assertThat(count("outbox_event")).isEqualTo(2); // of the first one three deliveries are left
  }
}
