package org.guichet.integration.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hc.core5.http.HttpException;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.delivery.Completion;
import org.guichet.delivery.Completion.Outcome;
import org.guichet.integration.connector.ScriptedSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryAttemptTest {
  private static final boolean IDEMPOTENT = true;
  private final DeliveryAttempt attempt = new DeliveryAttempt();

  private static ClaimedDelivery delivery(boolean repeated, String references) {
    return new ClaimedDelivery(
        7,
        1,
        UUID.randomUUID(),
        "R-2026-000001",
        repeated ? 2 : 1,
        1,
        repeated,
        "{}",
        references,
        "helpdesk-ticket",
        "{title: \"Laptop\"}",
        1,
        1,
        null);
  }

  private Completion answered(String answer) {
    return attempt.run(
        delivery(false, "{}"), ScriptedSystem.connection(IDEMPOTENT, (verb, body) -> answer));
  }

  private Completion failed(boolean idempotent, Exception failure) {
    return attempt.run(
        delivery(false, "{}"),
        ScriptedSystem.connection(
            idempotent,
            (verb, body) -> {
              throw failure;
            }));
  }

  private static Completion tokenRefused(DeliveryAttempt attempt, int status) {
    return attempt.run(
        delivery(false, "{}"),
        ScriptedSystem.connection(
            IDEMPOTENT,
            (verb, body) -> {
              throw new HttpException(
                  "Received error response from token request with Status Code: " + status);
            }));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"  \"", "\"\\u0000\"", "\"\\ud800\"", "null", "{}", "true"})
  void anAnswerWithoutANumberThatCanBeKeptConfirmsNothing(String id) {
    Completion completion = answered("{\"externalId\": " + id + "}");

    assertThat(completion.outcome()).isEqualTo(Outcome.RETRY);
    assertThat(completion.attempt().sentence())
        .isEqualTo("Help desk answered something that its connector does not understand.");
  }

  @Test
  void aNumberIsNoNovel() {
    assertThat(answered("{\"externalId\": \"" + "7".repeat(201) + "\"}").outcome())
        .isEqualTo(Outcome.RETRY);
    assertThat(answered("{\"externalId\": \"" + "7".repeat(200) + "\"}").outcome())
        .isEqualTo(Outcome.CONFIRMED);
  }

  @Test
  void whatIsMerelyShownIsLeftOutWhenItCannotBeKept() {
    Completion completion =
        answered(
            "{\"externalId\": 17, \"externalUrl\": \"https://helpdesk.example/"
                + "x".repeat(3000)
                + "\", \"externalStatus\": \""
                + "s".repeat(300)
                + "\"}");

    assertThat(completion.receipt().externalId()).isEqualTo("17");
    assertThat(completion.receipt().externalUrl()).isNull();
    assertThat(completion.receipt().externalStatus()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true | {} | find,deliver",
        "true | {\"crm\": {\"externalId\": \"C-1\"}} | find,deliver",
        "true | {\"helpdesk\": {\"externalId\": \"HD-1\"}} | deliver",
        "false | {} | deliver"
      })
  void looksBeforeItCreatesAndOnlyThen(boolean repeated, String references, String calls) {
    List<String> verbs = new ArrayList<>();
    Completion completion =
        attempt.run(
            delivery(repeated, references),
            ScriptedSystem.connection(
                !IDEMPOTENT,
                (verb, body) -> {
                  verbs.add(verb);
                  return verb.equals("find") ? "{}" : "{\"externalId\": \"HD-2\"}";
                }));

    assertThat(verbs).containsExactly(calls.split(","));
    assertThat(completion.receipt().externalId()).isEqualTo("HD-2");
  }

  @Test
  void aSearchThatFindsSomethingOddCreatesNothing() {
    List<String> verbs = new ArrayList<>();
    Completion completion =
        attempt.run(
            delivery(true, "{}"),
            ScriptedSystem.connection(
                !IDEMPOTENT,
                (verb, body) -> {
                  verbs.add(verb);
                  return "{\"externalId\": \"\"}";
                }));

    assertThat(verbs).containsExactly("find");
    assertThat(completion.outcome()).isEqualTo(Outcome.RETRY);
  }

  @Test
  void aRepeatWaitsUntilTheLostAttemptHasSurelyEnded() {
    Instant before = Instant.now();

    assertThat(failed(!IDEMPOTENT, new SocketTimeoutException()).nextAttemptAt())
        .isAfterOrEqualTo(before.plus(Duration.ofSeconds(30)));
    assertThat(failed(IDEMPOTENT, new SocketTimeoutException()).nextAttemptAt())
        .isBefore(Instant.now().plus(Duration.ofSeconds(8)));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 422})
  void aSignInThatIsRefusedPausesTheConnector(int status) {
    Completion completion = tokenRefused(attempt, status);

    assertThat(completion.outcome()).isEqualTo(Outcome.PAUSE);
    assertThat(completion.attempt().httpStatus()).isEqualTo(status);
    assertThat(completion.attempt().sentence())
        .isEqualTo(
            "Help desk did not let us sign in: its token endpoint refused us ("
                + status
                + "); the connector is paused.");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 503})
  void aSignInThatIsNotReadyIsTriedAgain(int status) {
    assertThat(tokenRefused(attempt, status).outcome()).isEqualTo(Outcome.RETRY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refused | DEAD | refused | Help desk refused it: tracker is missing",
        "later | RETRY | busy | Help desk cannot take it now: tracker is missing",
        "credentials | PAUSE | credentials |"
            + " Help desk refused the credentials; the connector is paused: tracker is missing",
        "gone | PAUSE | gone |"
            + " Help desk says that its address is no more; the connector is paused: tracker is missing"
      })
  void aRefusalBehindASuccessIsNone(
      String kind, Outcome outcome, String errorClass, String sentence) {
    Completion completion =
        answered("{\"problem\": {\"kind\": \"" + kind + "\", \"says\": \"tracker is missing\"}}");

    assertThat(completion.outcome()).isEqualTo(outcome);
    assertThat(completion.attempt().errorClass()).isEqualTo(errorClass);
    assertThat(completion.attempt().sentence()).isEqualTo(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ok", "{}", "{half", "[1]"})
  void aSystemThatNamesNothingConfirmsByTakingIt(String answer) {
    Completion completion =
        attempt.run(delivery(false, "{}"), ScriptedSystem.withoutReceipts((verb, body) -> answer));

    assertThat(completion.outcome()).isEqualTo(Outcome.CONFIRMED);
    assertThat(completion.receipt().externalId()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"helpdesk\": {\"externalId\": \"HD-1\", \"externalUrl\": null}} | \"HD-1\"",
        "{\"crm\": {\"externalId\": \"C-1\"}} | null"
      })
  void aMappingKnowsWhereTheRequestLivesHere(String references, String here) {
    ClaimedDelivery known = delivery(false, references);
    ClaimedDelivery delivery =
        new ClaimedDelivery(
            known.id(),
            1,
            known.requestId(),
            known.number(),
            1,
            1,
            false,
            "{}",
            references,
            "helpdesk-note",
            "{here: .here.externalId}",
            1,
            1,
            null);
    List<String> bodies = new ArrayList<>();
    attempt.run(
        delivery,
        ScriptedSystem.connection(
            IDEMPOTENT,
            (verb, body) -> {
              bodies.add(body);
              return "{\"externalId\": \"HD-1\"}";
            }));

    assertThat(bodies).containsExactly("{\"here\":" + here + "}");
  }
}
