package org.guichet.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.guichet.delivery.AttemptRecord;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.Receipt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BreakerTest {
  private final Breaker breaker = new Breaker();
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");

  private static AttemptRecord record(String errorClass) {
    return new AttemptRecord(
        Instant.EPOCH, 1, null, errorClass, "It is away.", null, null, "trace");
  }

  private static final ClaimedDelivery DELIVERY = Deliveries.due(1);

  private void fails(String errorClass, int times) {
    for (int i = 0; i < times; i++) {
      breaker.follow(Completion.retry(DELIVERY, record(errorClass), now), now);
    }
  }

  private void succeeds() {
    breaker.follow(Completion.confirmed(DELIVERY, record(null), new Receipt("1", null, null)), now);
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeout", "unreachable", "connection", "server error", "not set up"})
  void restsAfterFiveFailuresOfTheWholeSystem(String errorClass) {
    fails(errorClass, 4);
    assertThat(breaker.isClosed()).isTrue();

    fails(errorClass, 1);
    assertThat(breaker.isClosed()).isFalse();
    assertThat(breaker.rests(now)).isTrue();
    assertThat(breaker.reason()).isEqualTo("It is away.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad answer", "busy", "overloaded", "redirect"})
  void whatIsAboutOneDeliveryDoesNotCount(String errorClass) {
    fails(errorClass, 50);

    assertThat(breaker.isClosed()).isTrue();
  }

  @Test
  void oneSuccessBetweenFailuresIsEnough() {
    fails("timeout", 4);
    succeeds();
    fails("timeout", 4);

    assertThat(breaker.isClosed()).isTrue();
  }

  @Test
  void letsOneTryAfterEachRestWhichGrowsToAMinute() {
    fails("timeout", 5);
    for (int seconds : new int[] {5, 10, 20, 40, 60, 60}) {
      assertThat(breaker.restsUntil()).isEqualTo(now.plusSeconds(seconds));
      now = now.plusSeconds(seconds);
      assertThat(breaker.rests(now)).isFalse();
      fails("timeout", 1);
    }
  }

  @Test
  void lateFailuresDoNotProlongARest() {
    fails("timeout", 9);

    assertThat(breaker.restsUntil()).isEqualTo(now.plusSeconds(5));
  }

  @Test
  void closesWithTheFirstSuccess() {
    fails("timeout", 6);
    now = now.plus(Duration.ofMinutes(5));
    succeeds();

    assertThat(breaker.isClosed()).isTrue();
    assertThat(breaker.reason()).isNull();
  }

  @Test
  void oneThatIsOverloadedAfterItsRestRestsAgain() {
    fails("timeout", 6);
    now = now.plusSeconds(5);
    fails("overloaded", 1);

    assertThat(breaker.isClosed()).isFalse();
    assertThat(breaker.restsUntil()).isEqualTo(now.plusSeconds(5));
  }
}
