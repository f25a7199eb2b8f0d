package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two protocols that say everything, refusals too, with status 200. */
class GraphQlAndJsonRpcIT {
  private static final String DOCUMENT =
      """
      mutation deliver($title: String!, $reference: String!) {
        createTicket(input: {title: $title, reference: $reference}) { id url status }
      }
      mutation add_note($externalId: ID!, $text: String!) { note(ticket: $externalId, text: $text) { id } }
      query find($reference: String!) { byReference(reference: $reference) { id url status } }
      query read($externalId: ID!) {ticket(id: $externalId) {id url status}}
      query probe { __typename }
      query changes($since: String!) { tickets(since: $since) { id updatedAt } }
      """;
  private static final String METHODS =
      """
      deliver: ticket.create
      note: ticket.comment
      find: ticket.search
      read: ticket.get
      probe: system.version
      changes: ticket.changes
      """;
  private static final Envelope FIRST =
      new Envelope("key-1", false, Envelope.newTraceId(), "R-2026-000001", "17");

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

  private Connection graphQl() {
    return connections.open(
        "graphql-action",
        Map.of(
            "url",
            system.url() + "/graphql",
            "document",
            DOCUMENT,
            "authentication",
            "bearer",
            "secret",
            connections.secret("t", "T-1")));
  }

  private Connection jsonRpc(String... more) {
    Map<String, String> properties = new HashMap<>();
    properties.put("url", system.url() + "/rpc");
    properties.put("methods", METHODS);
    for (int i = 0; i < more.length; i += 2) {
      properties.put(more[i], more[i + 1]);
    }
    return connections.open("json-rpc-action", properties);
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

  private JsonObject sent() {
    return JsonText.object(system.lastCall().body());
  }

  @Test
  void aMappingIsTheVariablesOfAnOperation() throws Exception {
    Connection connection = graphQl();
    system.answers(
        200,
        "{\"data\": {\"createTicket\": {\"id\": 17, \"url\": \"https://t.example/17\", \"status\": \"OPEN\"}}}");

    assertThat(
            json(
                    connection,
                    Verb.DELIVER,
                    "{\"title\": \"\\\") { delete } #\", \"reference\": \"R-1\"}")
                .toString())
        .isEqualTo(
            "{\"externalId\":\"17\",\"externalUrl\":\"https://t.example/17\",\"externalStatus\":\"OPEN\"}");
    assertThat(sent().getString("operationName")).isEqualTo("deliver");
    assertThat(sent().getString("query")).isEqualTo(DOCUMENT.strip());
    assertThat(sent().getJsonObject("variables").getString("title")).isEqualTo("\") { delete } #");
    assertThat(system.lastCall().header("Idempotency-Key")).isEqualTo("key-1");
    assertThat(system.lastCall().header("Authorization")).isEqualTo("Bearer T-1");

    json(connection, Verb.DELIVER, "{\"kind\": \"add_note\", \"text\": \"x\"}");
    assertThat(sent().getString("operationName")).isEqualTo("add_note");
    assertThat(sent().getJsonObject("variables").getString("externalId")).isEqualTo("17");
  }

  @Test
  void findsReadsProbesAndHearsOfChangesInGraphQl() throws Exception {
    Connection connection = graphQl();
    system.answers(200, "{\"data\": {\"byReference\": null}}");
    assertThat(json(connection, Verb.FIND, "{\"reference\": \"R-1\"}")).isEmpty();

    system.answers(200, "{\"data\": {\"ticket\": {\"id\": \"17\", \"status\": \"CLOSED\"}}}");
    assertThat(json(connection, Verb.FIND, "{\"reference\": \"R-1\"}").getString("externalId"))
        .isEqualTo("17");
    assertThat(
            json(connection, Verb.STATUS, "{\"externalId\": \"17\"}").getString("externalStatus"))
        .isEqualTo("CLOSED");
    assertThat(json(connection, Verb.READ, "{\"externalId\": \"17\"}").getString("status"))
        .isEqualTo("CLOSED");
    json(connection, Verb.PROBE, "{}");
    assertThat(sent().getString("operationName")).isEqualTo("probe");

    system.answers(
        200, "{\"data\": {\"tickets\": [{\"id\": 17, \"updatedAt\": \"2026-11-21T10:00:00Z\"}]}}");
    assertThat(
            connection
                .call(Verb.CHANGES, "{\"since\": \"2026-11-21T00:00:00Z\"}", FIRST)
                .body()
                .replaceAll("\\s", ""))
        .isEqualTo("[{\"at\":\"2026-11-21T10:00:00Z\",\"externalId\":\"17\"}]");
  }

  @ParameterizedTest
  @CsvSource({
    "200, BAD_USER_INPUT, DECLINED",
    "400, GRAPHQL_VALIDATION_FAILED, DECLINED",
    "200, UNAUTHENTICATED, CREDENTIALS",
    "200, RATE_LIMITED, NOT_NOW",
    "200, INTERNAL_SERVER_ERROR, NOT_NOW"
  })
  void anErrorInGraphQlIsWhatItSaysOfItself(int status, String code, Reason reason) {
    system.answers(
        status,
        "{\"data\": null, \"errors\": [{\"message\": \"No such priority\", \"extensions\": {\"code\": \""
            + code
            + "\"}}]}");
    CallFailed failure = failure(graphQl(), Verb.DELIVER, "{}");

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.answer()).contains("No such priority");
  }

  @Test
  void anErrorWithoutACodeIsARefusal() {
    system.answers(
        200, "{\"data\": {\"x\": 1}, \"errors\": [{\"message\": \"a\"}, {\"message\": \"b\"}]}");

    assertThat(failure(graphQl(), Verb.DELIVER, "{}").answer()).contains("\"a b\"");
  }

  @Test
  void anOperationThatIsNotInTheDocumentIsNotCalled() {
    assertThat(failure(graphQl(), Verb.DELIVER, "{\"kind\": \"add\"}").answer())
        .contains("The document has no operation \\\"add\\\".");
    assertThat(system.calls()).isEmpty();
  }

  @Test
  void aPageIsNoAnswerInEitherProtocol() {
    system.answers(404, "<html>Nothing here</html>");
    assertThat(failure(graphQl(), Verb.DELIVER, "{}").answer()).contains("It answered 404.");
    assertThat(failure(jsonRpc(), Verb.DELIVER, "{}").answer()).contains("It answered 404.");

    system.answers(200, "<html>Please sign in</html>");
    assertThat(failure(graphQl(), Verb.DELIVER, "{}").reason()).isEqualTo(Reason.NOT_JSON);
    assertThat(failure(jsonRpc(), Verb.DELIVER, "{}").reason()).isEqualTo(Reason.NOT_JSON);

    system.answers(200, "{}");
    assertThat(failure(jsonRpc(), Verb.DELIVER, "{}").reason()).isEqualTo(Reason.NOT_NOW);
  }

  @Test
  void aMappingIsTheParametersOfAMethod() throws Exception {
    Connection connection = jsonRpc();
    system.answers(
        200,
        "{\"jsonrpc\": \"2.0\", \"id\": \"key-1\", \"result\": {\"id\": 17, \"status\": \"new\"}}");

    assertThat(json(connection, Verb.DELIVER, "{\"title\": \"x\"}").getString("externalId"))
        .isEqualTo("17");
    assertThat(sent())
        .isEqualTo(
            JsonText.object(
                "{\"jsonrpc\": \"2.0\", \"method\": \"ticket.create\", \"id\": \"key-1\", \"params\": {\"title\": \"x\"}}"));
    json(connection, Verb.DELIVER, "{\"kind\": \"note\", \"params\": [[17], \"x\"]}");
    assertThat(sent().getString("method")).isEqualTo("ticket.comment");
    assertThat(sent().getJsonArray("params").toString()).isEqualTo("[[17],\"x\"]");
    assertThat(
            json(connection, Verb.STATUS, "{\"externalId\": \"17\"}").getString("externalStatus"))
        .isEqualTo("new");
    assertThat(sent().getString("method")).isEqualTo("ticket.get");
    json(connection, Verb.PROBE, "{}");
    assertThat(sent().getJsonArray("params")).isEmpty();
  }

  @Test
  void theParametersOfASearchAreWrittenDown() throws Exception {
    Connection connection =
        jsonRpc("findParameters", "[[[\"code\", \"=\", .reference]], 0, 1]", "id", ".id");
    system.answers(200, "{\"result\": []}");
    assertThat(json(connection, Verb.FIND, "{\"reference\": \"R-1\"}")).isEmpty();
    assertThat(sent().getJsonArray("params").toString())
        .isEqualTo("[[[\"code\",\"=\",\"R-1\"]],0,1]");

    system.answers(200, "{\"result\": [4]}");
    assertThat(json(connection, Verb.FIND, "{\"reference\": \"R-1\"}").getString("externalId"))
        .isEqualTo("4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"code\": -32602, \"message\": \"Unknown priority\"} | DECLINED | Unknown priority",
        "{\"code\": -32603, \"message\": \"Internal error\", \"data\": \"deadlock\"} | NOT_NOW | Internal error deadlock",
        "[\"UserError\", [\"The code must be unique.\"]] | DECLINED | The code must be unique.",
        "\"no\" | DECLINED | no"
      })
  void anErrorInJsonRpcIsARefusal(String error, Reason reason, String says) {
    system.answers(200, "{\"id\": 1, \"error\": " + error + "}");
    CallFailed failure = failure(jsonRpc(), Verb.DELIVER, "{}");

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.answer()).contains(says);
  }

  @Test
  void aMethodThatNobodyWroteDownIsNotCalled() throws Exception {
    Connection connection = jsonRpc("methods", "deliver: x");
    assertThat(failure(connection, Verb.PROBE, "{}").answer())
        .contains("No method is written down for \\\"probe\\\".");
    assertThat(json(connection, Verb.FIND, "{\"reference\": \"R-1\"}")).isEmpty();
    assertThat(system.calls()).isEmpty();
  }
}
