package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.integration.connector.RecordedSystem.Answer;
import org.guichet.integration.connector.RecordedSystem.Call;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The general REST Kamelets against a system that answers as each test says. */
class RestKameletsIT {
  private static final String CALLS =
      """
      deliver: POST /tickets
      note: PUT /tickets/{externalId}/notes?from={author}
      find: GET /tickets?reference={reference}
      read: GET /tickets/{externalId}
      probe: GET /tickets?limit=1
      changes: GET /tickets?changed_since={since}
      """;
  private static final String TICKET =
      "{\"ticket\": {\"id\": 17, \"url\": \"https://t.example/17\", \"state\": \"new\"}}";
  private static final Envelope FIRST =
      new Envelope("key-1", false, Envelope.newTraceId(), "R-2026-000001", "HD/1 7");

  private final TestConnections connections = new TestConnections();
  private RecordedSystem system;

  @BeforeEach
  void start() throws Exception {
    system = RecordedSystem.start();
  }

  @AfterEach
  void stop() {
    connections.close();
    system.close();
  }

  private Map<String, String> properties(String... more) {
    Map<String, String> properties = new HashMap<>();
    properties.put("baseUrl", system.url() + "/api");
    properties.put("calls", CALLS);
    properties.put("record", ".ticket");
    properties.put("found", ".tickets[0]");
    properties.put("status", ".state");
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return properties;
  }

  private Connection rest(String... more) {
    return connections.open("rest-action", properties(more));
  }

  private static JsonObject json(Connection connection, Verb verb, String body) throws CallFailed {
    return JsonText.object(connection.call(verb, body, FIRST).body());
  }

  private static CallFailed failure(Connection connection, Verb verb, String body) {
    CallFailed failure =
        catchThrowableOfType(CallFailed.class, () -> connection.call(verb, body, FIRST));
    assertThat(failure).as("the call did not fail").isNotNull();
    return failure;
  }

  @Test
  void eachVerbIsTheCallThatIsWrittenDownForIt() throws Exception {
    Connection rest = rest();
    system.answers(201, TICKET);

    JsonObject receipt = json(rest, Verb.DELIVER, "{\"title\": \"é\", \"reference\": \"R-1\"}");
    assertThat(receipt.toString())
        .isEqualTo(
            "{\"externalId\":\"17\",\"externalUrl\":\"https://t.example/17\",\"externalStatus\":\"new\"}");
    Call create = system.lastCall();
    assertThat(create.line()).isEqualTo("POST /api/tickets");
    assertThat(JsonText.object(create.body()))
        .isEqualTo(JsonText.object("{\"title\": \"é\", \"reference\": \"R-1\"}"));
    assertThat(create.header("Idempotency-Key")).isEqualTo("key-1");
    assertThat(create.header("traceparent")).startsWith("00-" + FIRST.traceId());
    assertThat(create.headers().keySet()).noneMatch(name -> name.startsWith("camel"));

    assertThat(json(rest, Verb.STATUS, "{\"externalId\": \"17\"}")).isEqualTo(receipt);
    assertThat(json(rest, Verb.READ, "{\"externalId\": \"17\"}").getInt("id")).isEqualTo(17);
    assertThat(system.lastCall().line()).isEqualTo("GET /api/tickets/17");
    rest.call(Verb.PROBE, "{}", FIRST);
    assertThat(system.lastCall().line()).isEqualTo("GET /api/tickets?limit=1");
  }

  @Test
  void anotherKindIsAnotherCallAndMayNameWhereTheRequestLives() throws Exception {
    system.answers(200, TICKET);

    json(rest(), Verb.DELIVER, "{\"kind\": \"note\", \"author\": \"Zoé & co\", \"text\": \"x\"}");
    assertThat(system.lastCall().line())
        .isEqualTo("PUT /api/tickets/HD%2F1%207/notes?from=Zo%C3%A9%20%26%20co");
    assertThat(JsonText.object(system.lastCall().body()).keySet())
        .containsExactlyInAnyOrder("author", "text");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lookup", "devices"})
  void aLookupIsAsCalledAndItsOptionsAreWhereTheConnectorSays(String name) throws Exception {
    Connection rest =
        rest(
            "calls",
            name + ": GET /assets?of={customer}&q={search}",
            "options",
            ".assets | map({value: .no, label: .what})");
    String asked =
        "{%s\"customer\": \"A & B\", \"search\": \"é${body}\"}"
            .formatted(name.equals("lookup") ? "" : "\"kind\": \"" + name + "\", ");
    system.answers(200, "{\"assets\": [{\"no\": 7, \"what\": \"Laptop\"}]}");

    assertThat(rest.call(Verb.LOOKUP, asked, Envelope.reading()).body())
        .isEqualToIgnoringWhitespace("[{\"value\":7,\"label\":\"Laptop\"}]");
    assertThat(system.lastCall().line())
        .isEqualTo("GET /api/assets?of=A%20%26%20B&q=%C3%A9%24%7Bbody%7D");
    assertThat(system.lastCall().header("Idempotency-Key")).isNull();
    system.answers(404, "<html>no such customer</html>");
    assertThat(rest.call(Verb.LOOKUP, asked, Envelope.reading()).body()).isEqualTo("[]");
  }

  @Test
  void aSystemThatCannotBeAskedSaysSo() {
    assertThat(failure(rest(), Verb.LOOKUP, "{\"search\": \"x\"}").answer())
        .contains("No call is written down for \\\"lookup\\\".");
  }

  @Test
  void findTakesTheRecordOrNothing() throws Exception {
    Connection rest = rest();
    system.answers(200, "{\"tickets\": [{\"id\": \"A-1\", \"state\": \"open\"}]}");
    assertThat(json(rest, Verb.FIND, "{\"reference\": \"R 1&x=${body}\"}").getString("externalId"))
        .isEqualTo("A-1");
    assertThat(system.lastCall().line())
        .isEqualTo("GET /api/tickets?reference=R%201%26x%3D%24%7Bbody%7D");

    system.answers(200, "{\"tickets\": []}");
    assertThat(json(rest, Verb.FIND, "{\"reference\": \"R-1\"}")).isEmpty();
    system.answers(404, "<html>no such thing</html>");
    assertThat(json(rest, Verb.FIND, "{\"reference\": \"R-1\"}")).isEmpty();
  }

  @Test
  void aSystemThatCannotBeSearchedHasNothingOfUs() throws Exception {
    assertThat(json(rest("calls", "deliver: POST /x"), Verb.FIND, "{\"reference\": \"R-1\"}"))
        .isEmpty();
    assertThat(system.calls()).isEmpty();
  }

  @Test
  void aCallThatNobodyWroteDownOrThatLacksAFieldIsNotMade() {
    Connection rest = rest();

    assertThat(failure(rest, Verb.DELIVER, "{\"kind\": \"file\"}").answer())
        .contains("No call is written down for \\\"file\\\".");
    assertThat(failure(rest, Verb.DELIVER, "{\"kind\": \"note\"}").answer())
        .contains("The call \\\"note\\\" needs author.");
    assertThat(system.calls()).isEmpty();
  }

  @Test
  void aNewRecordMayBeNamedByAHeader() throws Exception {
    system.answers(
        call -> Answer.of(201, "").with("Location", "https://t.example/api/tickets/24-7"));

    assertThat(
            json(
                    rest("id", "header(\"Location\") | split(\"/\") | last", "record", "."),
                    Verb.DELIVER,
                    "{}")
                .getString("externalId"))
        .isEqualTo("24-7");
  }

  @Test
  void changesAreWakeUpsUnlessTheAnswerHoldsAll() throws Exception {
    system.answers(200, "[{\"id\": 17, \"updatedAt\": \"2026-11-21T10:00:00Z\"}]");

    assertThat(
            rest()
                .call(Verb.CHANGES, "{\"since\": \"2026-11-21T00:00:00Z\"}", FIRST)
                .body()
                .replaceAll("\\s", ""))
        .isEqualTo("[{\"at\":\"2026-11-21T10:00:00Z\",\"externalId\":\"17\"}]");
    assertThat(system.lastCall().line())
        .isEqualTo("GET /api/tickets?changed_since=2026-11-21T00%3A00%3A00Z");
  }

  @Test
  void aRefusalIsToldInTheSystemsOwnWords() {
    Connection rest = rest("message", ".errors[0].detail");
    system.answers(422, "{\"errors\": [{\"detail\": \"vatId missing\"}]}");
    CallFailed failure = failure(rest, Verb.DELIVER, "{}");
    assertThat(failure.reason()).isEqualTo(Reason.DECLINED);
    assertThat(failure.answer()).contains("It answered 422: vatId missing");

    system.answers(400, "<html>Bad request</html>");
    assertThat(failure(rest, Verb.DELIVER, "{}").answer()).contains("It answered 400.");
  }

  @Test
  void aRefusalBehindA200IsARefusal() {
    system.answers(200, "{\"success\": false, \"message\": \"not today\"}");
    CallFailed failure =
        failure(
            rest("refusal", "if .success == false then .message else null end"),
            Verb.DELIVER,
            "{}");

    assertThat(failure.reason()).isEqualTo(Reason.DECLINED);
    assertThat(failure.answer()).contains("not today");
  }

  @ParameterizedTest
  @CsvSource({"401, 401", "403, 403", "408, 408", "429, 429", "500, 500", "503, 503", "302, 302"})
  void whatPassesAndWhatIsAboutCredentialsStaysWithTheLedger(int status, Integer expected) {
    system.answers(call -> Answer.of(status, "{}").with("Retry-After", "7"));
    CallFailed failure = failure(rest(), Verb.DELIVER, "{}");

    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure.httpStatus()).isEqualTo(expected);
    assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(system.calls()).hasSize(1);
  }

  @Test
  void aPageInsteadOfAnAnswerIsNotUnderstood() {
    system.answers(200, "<html>Please sign in</html>");

    assertThat(failure(rest(), Verb.DELIVER, "{}").reason()).isEqualTo(Reason.NOT_JSON);
  }

  @Test
  void showsWhoWeAreInEachUsualWay() throws Exception {
    String secret = connections.secret("s", "pä:s&%}+ s");
    rest("authentication", "api-key", "secret", secret, "headerName", "X-Key")
        .call(Verb.PROBE, "{}", FIRST);
    assertThat(system.lastCall().header("X-Key")).isNotNull();
    rest("authentication", "basic", "user", "zoé", "secret", secret).call(Verb.PROBE, "{}", FIRST);
    assertThat(system.lastCall().header("Authorization"))
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("zoé:pä:s&%}+ s".getBytes(StandardCharsets.UTF_8)));
    rest("authentication", "bearer", "secret", connections.secret("t", "ey.J-1"))
        .call(Verb.PROBE, "{}", FIRST);
    assertThat(system.lastCall().header("Authorization")).isEqualTo("Bearer ey.J-1");
    rest().call(Verb.PROBE, "{}", FIRST);
    assertThat(system.lastCall().header("Authorization")).isNull();
  }

  @Test
  void sendsSeveralHeadersThatMayBeSecret() throws Exception {
    String headers =
        connections.secret("h", "X-Tenant: north\n X-Tenant-Secret:  a:b \n\nX-Created-By: us");
    rest("secretHeaders", headers).call(Verb.PROBE, "{}", FIRST);

    assertThat(system.lastCall().header("X-Tenant")).isEqualTo("north");
    assertThat(system.lastCall().header("X-Tenant-Secret")).isEqualTo("a:b");
    assertThat(system.lastCall().header("X-Created-By")).isEqualTo("us");
  }

  private Connection session(String... more) {
    Map<String, String> properties =
        properties(
            "user", "guichet",
            "password", connections.secret("p", "s3&{}\"cret"),
            "loginPath", "/login",
            "session", ".session.id");
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return connections.open("rest-session-action", properties);
  }

  /** Signs in by numbers, and takes the last number only. */
  private void takesSessions(AtomicInteger last) {
    system.answers(
        call -> {
          if (call.line().equals("POST /api/login")) {
            return Answer.ok("{\"session\": {\"id\": \"S" + last.incrementAndGet() + "\"}}");
          }
          return ("Bearer S" + last).equals(call.header("Authorization"))
              ? Answer.ok(TICKET)
              : Answer.of(401, "");
        });
  }

  @Test
  void signsInOnceForManyCallsAndAgainWhenTheSessionHasEnded() throws Exception {
    AtomicInteger last = new AtomicInteger();
    takesSessions(last);
    Connection connection = session();

    json(connection, Verb.DELIVER, "{\"title\": \"x\"}");
    json(connection, Verb.DELIVER, "{\"title\": \"y\"}");
    assertThat(system.calls().stream().map(Call::line))
        .containsExactly("POST /api/login", "POST /api/tickets", "POST /api/tickets");
    assertThat(JsonText.object(system.calls().get(0).body()))
        .isEqualTo(JsonText.object("{\"user\": \"guichet\", \"password\": \"s3&{}\\\"cret\"}"));
    assertThat(JsonText.object(system.lastCall().body()).getString("title")).isEqualTo("y");

    last.incrementAndGet(); // the system ended the session
    json(connection, Verb.DELIVER, "{\"title\": \"z\"}");
    assertThat(system.calls().subList(3, 6).stream().map(Call::line))
        .containsExactly("POST /api/tickets", "POST /api/login", "POST /api/tickets");
  }

  @Test
  void aCookieIsASession() throws Exception {
    system.answers(
        call ->
            call.line().equals("POST /api/login")
                ? Answer.ok("").with("Set-Cookie", "sid=42; Path=/; HttpOnly")
                : Answer.ok(TICKET));
    session(
            "session",
            "header(\"Set-Cookie\") | split(\";\")[0]",
            "sessionHeader",
            "Cookie",
            "sessionValue",
            ".session")
        .call(Verb.PROBE, "{}", FIRST);

    assertThat(system.lastCall().header("Cookie")).isEqualTo("sid=42");
  }

  @ParameterizedTest
  @CsvSource({"401, {\"message\": \"no such user\"}", "400, {}", "200, {}"})
  void aSignInThatIsRefusedIsAboutCredentials(int status, String answer) {
    system.answers(status, answer);
    CallFailed failure = failure(session(), Verb.DELIVER, "{}");

    assertThat(failure.reason()).isEqualTo(Reason.CREDENTIALS);
    assertThat(failure.answer()).contains("The sign-in was refused");
    assertThat(system.calls()).hasSize(1);
  }

  @Test
  void aSignInThatCannotNowIsTriedAgain() {
    system.answers(503, "");

    assertThat(failure(session(), Verb.DELIVER, "{}").httpStatus()).isEqualTo(503);
  }

  private Connection oauth(String clientProof) {
    return connections.open(
        "rest-oauth2-action",
        properties(
            "signInUrl",
            system.url() + "/oauth/token",
            "clientId",
            "gui chet",
            "clientSecret",
            connections.secret("o", "s+é:"),
            "scope",
            "tickets.write tickets.read",
            "clientProof",
            clientProof));
  }

  private void givesAccess(AtomicInteger last, int seconds) {
    system.answers(
        call -> {
          if (call.line().equals("POST /oauth/token")) {
            return Answer.ok(
                "{\"access_token\": \"A"
                    + last.incrementAndGet()
                    + "\", \"token_type\": \"Bearer\", \"expires_in\": "
                    + seconds
                    + "}");
          }
          return ("Bearer A" + last).equals(call.header("Authorization"))
              ? Answer.ok(TICKET)
              : Answer.of(401, "");
        });
  }

  @Test
  void asksForAccessOnceWhileItLastsAndAgainWhenItIsRevoked() throws Exception {
    AtomicInteger last = new AtomicInteger();
    givesAccess(last, 3600);
    Connection connection = oauth("basic");

    json(connection, Verb.DELIVER, "{}");
    json(connection, Verb.DELIVER, "{}");
    assertThat(last).hasValue(1);
    Call asked = system.calls().get(0);
    assertThat(asked.body())
        .isEqualTo("grant_type=client_credentials&scope=tickets.write%20tickets.read");
    assertThat(asked.header("Authorization"))
        .isEqualTo(
            "Basic "
                + Base64.getEncoder()
                    .encodeToString("gui%20chet:s%2B%C3%A9%3A".getBytes(StandardCharsets.UTF_8)));

    last.incrementAndGet(); // revoked
    json(connection, Verb.DELIVER, "{}");
    assertThat(last).hasValue(3);
  }

  @Test
  void accessThatEndsIsAskedForAnewBeforeItIsRefused() throws Exception {
    AtomicInteger last = new AtomicInteger();
    givesAccess(last, 5);
    Connection connection = oauth("body");

    json(connection, Verb.DELIVER, "{}");
    json(connection, Verb.DELIVER, "{}");
    assertThat(last).hasValue(2);
    assertThat(system.calls()).hasSize(4);
    assertThat(system.calls().get(0).header("Authorization")).isNull();
    assertThat(system.calls().get(0).body())
        .endsWith("&client_id=gui%20chet&client_secret=s%2B%C3%A9%3A");
  }

  @Test
  void aClientThatIsRefusedIsAboutCredentials() {
    system.answers(400, "{\"error\": \"invalid_client\"}");
    CallFailed failure = failure(oauth("basic"), Verb.DELIVER, "{}");

    assertThat(failure.reason()).isEqualTo(Reason.CREDENTIALS);
    assertThat(failure.answer()).contains("gave no access: invalid_client");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"deliver POST /x", "deliver: post /x", "deliver: POST x", "deliver: POST /{a b}"})
  void aCallThatIsWrittenWronglyIsNotAccepted(String calls) {
    assertThat(rest("calls", calls).problem()).startsWith("Calls must look like");
  }

  @Test
  void nobodyListeningIsUnreachable() {
    assertThat(failure(rest("baseUrl", "http://localhost:9"), Verb.PROBE, "{}").reason())
        .isEqualTo(Reason.UNREACHABLE);
    assertThat(List.of(system.calls())).hasSize(1);
  }
}
