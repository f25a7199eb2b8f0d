package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.integration.connector.RecordedSystem.Call;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out is judged by the library that Standard Webhooks itself gives to partners. */
class StandardWebhookKameletIT {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDTb+9Ss9m8iM=";
  private static final String EVENT =
      "{\"type\": \"request.submitted\",  \"data\": {\"subject\": \"é😀 \\u0001 ${body}\"}}";
  private static final Envelope FIRST = new Envelope("8.1", false, Envelope.newTraceId());

  private final TestConnections connections = new TestConnections();
  private RecordedSystem partner;

  @BeforeEach
  void start() throws Exception {
    partner = RecordedSystem.start();
  }

  @AfterEach
  void stop() {
    connections.close();
    partner.close();
  }

  private Connection open(String secret, String second) {
    return connections.open(
        "standard-webhook-action",
        Map.of(
            "url",
            partner.url() + "/hooks",
            "secret",
            connections.secret("one", secret),
            "secondSecret",
            second.isEmpty() ? "" : connections.secret("two", second)));
  }

  private static void verify(String secret, Call call, String body) throws Exception {
    Map<String, List<String>> headers =
        call.headers().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
    new Webhook(secret).verify(body, HttpHeaders.of(headers, (name, value) -> true));
  }

  @Test
  void thePartnersLibraryTakesTheVeryBytes() throws Exception {
    open(SECRET, "").call(Verb.DELIVER, EVENT, FIRST);
    Call call = partner.lastCall();

    assertThat(call.body()).isEqualTo(EVENT);
    assertThat(call.header("webhook-id")).isEqualTo("8.1");
    verify(SECRET, call, call.body());
    assertThatThrownBy(() -> verify(SECRET, call, call.body() + " "))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> verify(OTHER, call, call.body()))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void aRepeatHasTheSameId() throws Exception {
    Connection connection = open(SECRET, "");
    connection.call(Verb.DELIVER, EVENT, FIRST);
    connection.call(Verb.DELIVER, EVENT, new Envelope("8.1", true, Envelope.newTraceId()));

    assertThat(partner.calls()).extracting(call -> call.header("webhook-id")).containsOnly("8.1");
    verify(SECRET, partner.lastCall(), EVENT);
  }

  @Test
  void whileSecretsAreExchangedEitherIsGood() throws Exception {
    open(SECRET, OTHER).call(Verb.DELIVER, EVENT, FIRST);

    verify(SECRET, partner.lastCall(), EVENT);
    verify(OTHER, partner.lastCall(), EVENT);
  }

  @Test
  void aProbeIsASignedEventThatMeansNothing() throws Exception {
    open(SECRET, "").call(Verb.PROBE, "{}", Envelope.reading());

    assertThat(partner.lastCall().body()).contains("\"guichet.probe\"");
    assertThat(partner.lastCall().header("webhook-id")).startsWith("probe-");
    verify(SECRET, partner.lastCall(), partner.lastCall().body());
  }

  @Test
  void whoWantsToHearNoMoreIsGone() {
    partner.answers(410, "<html>Gone</html>");

    assertThat(failure().reason()).isEqualTo(Reason.GONE);
  }

  @Test
  void whoCannotNowIsToldLater() {
    partner.answers(503, "");

    assertThat(failure().httpStatus()).isEqualTo(503);
  }

  @Test
  void whateverAPartnerAnswersConfirms() throws Exception {
    partner.answers(202, "thank you");
    Connection connection = open(SECRET, "");

    assertThat(connection.givesReceipts()).isFalse();
    assertThat(connection.call(Verb.DELIVER, EVENT, FIRST).body()).isEqualTo("{}");
  }

  private CallFailed failure() {
    return catchThrowableOfType(
        CallFailed.class, () -> open(SECRET, "").call(Verb.DELIVER, EVENT, FIRST));
  }

  @ParameterizedTest
  @ValueSource(strings = {"whsec_c2hvcnQ=", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_*", "x"})
  void aSecretThatIsNoneIsNotUsed(String secret) {
    assertThat(open(secret, "").problem())
        .isEqualTo(
            "A secret of a webhook is whsec_ and 24 to 64 bytes in base64; this one is not.");
  }
}
