package org.guichet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.guichet.delivery.Retention.Thinned;
import org.guichet.request.TicketState;
import org.guichet.shared.Settings;
import org.guichet.shared.TestDomain;
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

    assertThat(thin(30, 180, 730)).isEqualTo(new Thinned(1, 0, 0, 0));
    assertThat(fixture.domain.deliveries.attempts(fixture.sofia, settled.id()).get(0).requestBody())
        .isNull();
    assertThat(fixture.domain.deliveries.attempts(fixture.sofia, dead.id()).get(0).requestBody())
        .isNotNull();
    assertThat(thin(30, 180, 730)).isEqualTo(new Thinned(0, 0, 0, 0));

    assertThat(thin(30, 30, 730)).isEqualTo(new Thinned(0, 1, 0, 0));
    assertThat(fixture.domain.deliveries.attempts(fixture.sofia, dead.id())).hasSize(1);
  }

  @Test
  void theLastWordOfEachSystemStaysForTheRequestsPage() {
    String number = fixture.submit();
    fixture.confirmed("crm", "C-1");
    pay(number);
    fixture.confirmed("crm", "C-1");
    grow(800);

    assertThat(thin(30, 180, 730).deliveries()).isEqualTo(1); // the older one of the CRM's two

    assertThat(fixture.ticket(fixture.sofia, number, "crm").state())
        .isEqualTo(TicketState.DELIVERED);
    assertThat(fixture.ticket(fixture.sofia, number, "crm").deliveries()).hasSize(1);
    assertThat(count("outbox_event")).isEqualTo(2); // of the first one three deliveries are left
  }

  @Test
  void whatSomebodyRevivesAtThisMomentIsLeftAlone() throws Exception {
    String number = fixture.submit();
    ClaimedDelivery older = fixture.confirmed("crm", "C-1");
    pay(number);
    fixture.confirmed("crm", "C-1");
    grow(800);

    try (TestDomain another = fixture.domain.anotherNode()) {
      Retention retention = new Retention(new Thinning(another.jdbi), new Days(30, 180, 730));
      fixture.run(
          () -> {
            fixture.sql("update delivery set state = 0 where id = " + older.id());
            assertThat(
                    CompletableFuture.supplyAsync(retention::thin)
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join()
                        .deliveries())
                .isZero();
          });
    }
    assertThat(fixture.row(older.id()).state()).isEqualTo(DeliveryState.DUE.code());
  }

  @Test
  void anEventThatNoFlowAskedForIsForgottenByItsAge() {
    String number = fixture.submit();
    fixture.run(() -> append(number, "request.whispered"));
    fixture.sql("update outbox_event set happened_at = happened_at - interval '729 days'");
    assertThat(thin(30, 180, 730).events()).isZero();
    fixture.sql("update outbox_event set happened_at = happened_at - interval '2 days'");

    assertThat(thin(30, 180, 730).events()).isEqualTo(1);
    assertThat(count("outbox_event")).isEqualTo(1);
    assertThat(count("delivery")).isEqualTo(4);
  }

  private void pay(String number) {
    fixture.sql("update delivery set state = 2 where state = 0"); // the others do not matter here
    fixture.run(() -> append(number, "payment.received"));
  }

  private int append(String number, String type) {
    return new Outbox(fixture.domain.jdbi)
        .append(
            fixture.domain.requests.view(fixture.camille, number).id(),
            type,
            jakarta.json.JsonValue.EMPTY_JSON_OBJECT,
            "invoicing");
  }
}
