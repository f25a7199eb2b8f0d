package org.guichet.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.guichet.delivery.AttemptRecord;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.Receipt;
import org.junit.jupiter.api.Test;

/** A connector that allows eight calls at once. */
class WidthTest {
  private static final int MOST = 8;
  private static final ClaimedDelivery DELIVERY = Deliveries.due(1);
  private final Width width = new Width();
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");

  private static AttemptRecord record(String errorClass) {
    return new AttemptRecord(Instant.EPOCH, 1, null, errorClass, null, null, null, "trace");
  }

  private boolean fails(String errorClass, Instant since) {
    return width.follow(Completion.retry(DELIVERY, record(errorClass), now), since, now, MOST);
  }

  private void answers(int times) {
    Completion confirmed =
        Completion.confirmed(DELIVERY, record(null), new Receipt("1", null, null));
    for (int i = 0; i < times; i++) {
      assertThat(width.follow(confirmed, now, now, MOST)).isFalse();
    }
  }

  @Test
  void allThatTheConnectorAllowsAtFirst() {
    answers(100);
    assertThat(width.now(MOST)).isEqualTo(MOST);
  }

  @Test
  void halfAsManyAfterATimeOutButNotForEachOfThoseThatBeganBeforeIt() {
    Instant begun = now;
    now = now.plusSeconds(10);
    assertThat(fails("timeout", begun)).isTrue();
    assertThat(fails("timeout", begun)).isFalse();
    assertThat(width.now(MOST)).isEqualTo(4);

    begun = now.plusSeconds(1);
    now = now.plusSeconds(10);
    assertThat(fails("timeout", begun)).isTrue();
    assertThat(width.now(MOST)).isEqualTo(2);
  }

  @Test
  void neverFewerThanOne() {
    for (int i = 0; i < 10; i++) {
      Instant begun = now.plusSeconds(1);
      now = now.plusSeconds(10);
      fails("timeout", begun);
    }
    assertThat(width.now(MOST)).isEqualTo(1);
  }

  @Test
  void oneMoreAfterTenAnswersForEachPlace() {
    Instant begun = now;
    now = now.plusSeconds(10);
    fails("timeout", begun);
    answers(39);
    assertThat(width.now(MOST)).isEqualTo(4);
    answers(1);
    assertThat(width.now(MOST)).isEqualTo(5);
    answers(50 + 60 + 70);
    assertThat(width.now(MOST)).isEqualTo(MOST);
  }

  @Test
  void otherFailuresSayNothingAboutHowManyItCanTake() {
    fails("refused", now);
    fails("unreachable", now);

    assertThat(width.now(MOST)).isEqualTo(MOST);
  }
}
