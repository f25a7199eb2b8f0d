package org.guichet.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.guichet.delivery.Completion.Outcome;
import org.guichet.integration.connector.CallFailed;
import org.guichet.integration.connector.CallFailed.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ClassifierTest {

  private static Verdict answered(int status, String answer) {
    return Classifier.judge("Help desk", CallFailed.refused(status, null, answer));
  }

  @ParameterizedTest
  @CsvSource({
    "400, DEAD", "401, PAUSE", "403, DEAD", "404, DEAD", "405, DEAD", "408, RETRY", "409, DEAD",
    "410, DEAD", "413, DEAD", "422, DEAD", "425, RETRY", "429, RETRY", "500, RETRY", "502, RETRY",
    "503, RETRY", "504, RETRY", "301, RETRY", "302, RETRY"
  })
  void eachStatusHasItsMeaning(int status, Outcome outcome) {
    assertThat(answered(status, null).outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"REFUSED", "SIGN_IN_REFUSED", "DECLINED", "CREDENTIALS", "GONE"},
      mode = EnumSource.Mode.EXCLUDE)
  void whatWasNotAnsweredIsTriedAgainAndNamesTheSystem(Reason reason) {
    Verdict verdict = Classifier.judge("Help desk", CallFailed.because(reason, null, null));

    assertThat(verdict.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(verdict.sentence()).contains("Help desk").doesNotContain("Exception");
  }

  @Test
  void saysHowLongTheSystemAsksToWait() {
    CallFailed overloaded = CallFailed.refused(429, Duration.ofSeconds(30), null);

    assertThat(Classifier.judge("Help desk", overloaded).sentence())
        .isEqualTo("Help desk is overloaded (429) and asks to wait 30 s.");
  }

  @Test
  void saysThatNothingWasAnsweredInTime() {
    assertThat(
            Classifier.judge("Help desk", CallFailed.because(Reason.TIMEOUT, null, null))
                .sentence())
        .isEqualTo("Help desk did not answer within 10 s.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"error\": \"vatId missing\"} | : vatId missing",
        "{\"message\": \"no\"} | : no",
        "{\"detail\": \"Subject is too long\", \"title\": \"x\"} | : Subject is too long",
        "{\"error\": {\"message\": \"deep\"}} | : deep",
        "{\"errors\": [\"Subject cannot be blank\", \"Tracker is invalid\"]} | : Subject cannot be blank; Tracker is invalid",
        "{\"errors\": [{\"message\": \"no such field\"}]} | : no such field",
        "plain words | : plain words",
        "<html><body>Error</body></html> | .",
        "{\"code\": 7} | .",
        "{\"error\": \"password=hunter22 is wrong\"} | : password=*** is wrong"
      })
  void aRefusalCarriesTheSystemsOwnWords(String answer, String said) {
    assertThat(answered(422, answer).sentence()).isEqualTo("Help desk refused it (422)" + said);
  }

  @Test
  void theSystemsOwnWordsAreBounded() {
    assertThat(answered(422, "x".repeat(10_000)).sentence()).hasSizeLessThan(400);
  }

  @Test
  void whoIsGivenMoreTimeIsSaidToHaveHadIt() {
    assertThat(
            Classifier.judge("Help desk", CallFailed.because(Reason.TIMEOUT, null, null), "30")
                .sentence())
        .isEqualTo("Help desk did not answer within 30 s.");
  }
}
