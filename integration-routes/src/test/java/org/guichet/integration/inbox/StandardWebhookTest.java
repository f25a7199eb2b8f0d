package org.guichet.integration.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardWebhookTest {
  /** The example of the specification. */
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String TIMESTAMP = "1614265330";
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
  private static final Instant NOW = Instant.ofEpochSecond(1614265330);

  private static String refusal(String id, String timestamp, String signatures, String body) {
    return new StandardWebhook(id, timestamp, signatures, body.getBytes(UTF_8))
        .refusal(SECRET, NOW);
  }

  @Test
  void acceptsTheSpecificationsExample() {
    assertThat(refusal(ID, TIMESTAMP, SIGNATURE, BODY)).isNull();
  }

  @Test
  void acceptsOneGoodSignatureAmongSeveral() {
    assertThat(refusal(ID, TIMESTAMP, "v1a,AAAA v1,bm9uc2Vuc2U= " + SIGNATURE, BODY)).isNull();
  }

  @Test
  void refusesAChangedByteAnywhere() {
    assertThat(refusal(ID, TIMESTAMP, SIGNATURE, BODY + " ")).isEqualTo("wrong signature");
    assertThat(refusal(ID + "x", TIMESTAMP, SIGNATURE, BODY)).isEqualTo("wrong signature");
    assertThat(refusal(ID, "1614265331", SIGNATURE, BODY)).isEqualTo("wrong signature");
    assertThat(refusal(ID, TIMESTAMP, SIGNATURE.replace('g', 'h'), BODY))
        .isEqualTo("wrong signature");
    assertThat(refusal(ID, TIMESTAMP, SIGNATURE.replace("v1,", "v2,"), BODY))
        .isEqualTo("wrong signature");
    assertThat(refusal(ID, TIMESTAMP, "v1,", BODY)).isEqualTo("wrong signature");
  }

  @ParameterizedTest
  @CsvSource({"0,", "299,", "-299,", "301, stale timestamp", "-301, stale timestamp"})
  void allowsFiveMinutesBetweenTheClocks(long seconds, String refusal) {
    assertThat(
            new StandardWebhook(ID, TIMESTAMP, SIGNATURE, BODY.getBytes(UTF_8))
                .refusal(SECRET, NOW.plusSeconds(seconds)))
        .isEqualTo(refusal);
  }

  @Test
  void refusesWhatHasNoHeaderOrAStrangeOne() {
    assertThat(refusal(null, TIMESTAMP, SIGNATURE, BODY)).isEqualTo("missing header");
    assertThat(refusal(ID, null, SIGNATURE, BODY)).isEqualTo("missing header");
    assertThat(refusal(ID, TIMESTAMP, " ", BODY)).isEqualTo("missing header");
    assertThat(refusal(ID, "yesterday", SIGNATURE, BODY)).isEqualTo("malformed header");
    assertThat(refusal("x".repeat(300), TIMESTAMP, SIGNATURE, BODY)).isEqualTo("malformed header");
  }
}
