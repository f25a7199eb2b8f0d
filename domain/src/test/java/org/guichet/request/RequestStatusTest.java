package org.guichet.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.guichet.catalogue.Category;
import org.guichet.catalogue.Form;
import org.guichet.catalogue.RequestType;
import org.guichet.catalogue.Service;
import org.guichet.shared.LocalizedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RequestStatusTest {

  private static ServiceRequest aRequest() {
    UUID any = UUID.randomUUID();
    LocalizedText name = new LocalizedText(Map.of("en", "Repair"));
    Service service =
        new Service(
            "repair", new Category("devices", name), name, name, null, "laptop", name, false);
    Form form = new Form(List.of(), null);
    return ServiceRequest.submit(
        "R-2026-000001",
        any,
        new RequestType(any, service, form, 1, any, "NORMAL"),
        Map.of(),
        Locale.ENGLISH,
        any,
        null,
        Instant.EPOCH);
  }

  @ParameterizedTest
  @EnumSource
  void noStatusLeadsToItself(RequestStatus status) {
    assertThat(status.next()).doesNotContain(status);
  }

  @Test
  void closedAndCancelledAreTheEnd() {
    assertThat(RequestStatus.CLOSED.next()).isEmpty();
    assertThat(RequestStatus.CANCELLED.next()).isEmpty();
  }

  @Test
  void aClosedRequestCannotBeTakenUpAgain() {
    ServiceRequest request = aRequest();
    request.changeStatus(RequestStatus.SOLVED, Instant.EPOCH);
    request.changeStatus(RequestStatus.CLOSED, Instant.EPOCH);

    assertThatThrownBy(() -> request.changeStatus(RequestStatus.IN_PROGRESS, Instant.EPOCH))
        .isInstanceOf(IllegalTransition.class);
    assertThat(request.status()).isEqualTo(RequestStatus.CLOSED);
  }

  @Test
  void solvedWorkCanBeTakenUpAgain() {
    ServiceRequest request = aRequest();
    request.changeStatus(RequestStatus.SOLVED, Instant.EPOCH);

    request.changeStatus(RequestStatus.IN_PROGRESS, Instant.EPOCH);

    assertThat(request.status().isOpen()).isTrue();
  }

  @Test
  void assigningTheSamePersonAgainChangesNothing() {
    ServiceRequest request = aRequest();
    UUID tom = UUID.randomUUID();

    assertThat(request.assign(tom, Instant.EPOCH)).isTrue();
    assertThat(request.assign(tom, Instant.EPOCH)).isFalse();
  }
}
