package org.guichet.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.guichet.request.TicketState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveriesIT {
  private LedgerFixture fixture;

  @BeforeEach
  void start() {
    fixture = new LedgerFixture();
  }

  @AfterEach
  void stop() throws Exception {
    fixture.close();
  }

  private List<String> found(DeliveryFilter filter) {
    return fixture.domain.deliveries.list(fixture.sofia, filter, null, 50).stream()
        .map(row -> row.connector() + " " + row.number())
        .sorted()
        .toList();
  }

  @Test
  void eachPartOfAFilterRestricts() {
    String first = fixture.submit();
    fixture.confirmed("crm", "C-1");
    fixture.dead("storage");
    Instant between = Instant.now();
    String second = fixture.submit();

    assertThat(found(DeliveryFilter.of(null, null))).hasSize(8);
    assertThat(found(DeliveryFilter.of(DeliveryState.CONFIRMED, null)))
        .containsExactly("crm " + first);
    assertThat(found(DeliveryFilter.of(null, "crm")))
        .containsExactly("crm " + first, "crm " + second);
    assertThat(found(DeliveryFilter.of(DeliveryState.CONFIRMED, "crm")))
        .containsExactly("crm " + first);
    assertThat(found(DeliveryFilter.of(DeliveryState.DEAD, "crm"))).isEmpty();
    assertThat(found(new DeliveryFilter(null, null, null, "refused", null, null)))
        .containsExactly("storage " + first);
    assertThat(found(new DeliveryFilter(null, null, "message.added", null, null, null))).isEmpty();
    assertThat(found(new DeliveryFilter(null, null, "request.submitted", null, null, null)))
        .hasSize(8);
    assertThat(found(new DeliveryFilter(null, "storage", null, null, between, null)))
        .containsExactly("storage " + second);
    assertThat(found(new DeliveryFilter(null, "storage", null, null, null, between)))
        .containsExactly("storage " + first);
  }

  @Test
  void theNextPageGoesOnWhereTheLastOneEnded() {
    fixture.submit();
    fixture.submit();
    DeliveryFilter all = DeliveryFilter.of(null, null);

    List<DeliveryRow> page = fixture.domain.deliveries.list(fixture.sofia, all, null, 5);
    List<DeliveryRow> next =
        fixture.domain.deliveries.list(fixture.sofia, all, page.get(4).id(), 5);

    assertThat(page).hasSize(5);
    assertThat(next).hasSize(3).allMatch(row -> row.id() < page.get(4).id());
  }

  @Test
  void customersDoNotLearnOfAHiddenSystemByWhoWaitsForIt() {
    String number = fixture.submit();
    assertThat(fixture.ticket(fixture.camille, number, "invoicing").state())
        .isEqualTo(TicketState.AFTER_ANOTHER);

    fixture.sql("update connector set public = false where key = 'crm'");

    assertThat(fixture.ticket(fixture.camille, number, "invoicing").after()).isNull();
    assertThat(fixture.ticket(fixture.sofia, number, "invoicing").after()).isNotNull();
  }
}
